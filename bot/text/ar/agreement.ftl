## الاتفاقية
agreement-heading = الاتفاقية
