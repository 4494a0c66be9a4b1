## Der Vertrag
agreement-heading = Der Vertrag
