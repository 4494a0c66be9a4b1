## Договор
agreement-heading = Договор
