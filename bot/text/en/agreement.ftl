## The agreement
agreement-heading = The agreement
