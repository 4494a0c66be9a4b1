# Payment by bank transfer.

bank-receipt = Se espera una transferencia bancaria
bank-refund = Devuelva dinero a un comprador, por favor
bank-payout = Pague a un vendedor, por favor
bank-amount = Importe
bank-purpose = Concepto
bank-payee = A la cuenta
bank-refund-where = Envíelo a la cuenta de la que vino el pago.
bank-second = Un operador lo ha confirmado. Otro tiene que decir lo mismo.
bank-order-done = Confirmado.
bank-order-failed = No llegó. Puede intentarse de nuevo desde la operación.
bank-order-closed = La operación ya no lo espera. Si llega el dinero, confírmelo: se devolverá.
button-bank-arrived = Ha llegado
button-bank-sent = Está enviado
button-bank-failed = Fue devuelto
page-bank = Pagar por transferencia bancaria
page-bank-words = Transfiera { $amount } a { $account } con el concepto { $purpose }. El chat le avisará en cuanto llegue.
payout-ask-account = ¿En qué cuenta bancaria quiere cobrar? Su IBAN.
payout-ask-account-label = IBAN
problem-not-an-iban = Eso no es un IBAN: hay una letra o cifra equivocada, o falta alguna.
