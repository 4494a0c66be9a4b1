## El contrato
agreement-heading = El contrato
