# Payment by bank transfer.

bank-receipt = A bank transfer is expected
bank-refund = Please send money back to a buyer
bank-payout = Please pay a seller
bank-amount = Amount
bank-purpose = Reference
bank-payee = To
bank-refund-where = Send it to the account that the payment came from.
bank-second = One operator has confirmed it. A second one has to say the same.
bank-order-done = Confirmed.
bank-order-failed = It did not get through. It can be tried again from the deal.
bank-order-closed = The deal does not wait for it any more. If the money comes, confirm it: it will be sent back.
button-bank-arrived = It has arrived
button-bank-sent = It is sent
button-bank-failed = It came back
page-bank = Pay by bank transfer
page-bank-words = Please transfer { $amount } to { $account } with the reference { $purpose }. The chat tells you as soon as it has arrived.
payout-ask-account = To which bank account are you paid? Its IBAN.
payout-ask-account-label = IBAN
problem-not-an-iban = That is not an IBAN: a letter or digit is wrong, or one is missing.
