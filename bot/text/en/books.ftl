# The provider's books against ours, on the desk's card.
books-title = The provider’s books
books-accept = Looked into: { $ref }
books-accept-words = Say so only if you have looked into it yourself, at the provider and here. A second operator has to say the same; then it stops payouts no more. For which reason?
books-accept-words-second = One operator has looked into it. If you have, too, it stops payouts no more. For which reason?
books-for-own_money = It is our own money
books-for-mended = It was put right by hand
books-for-theirs = The provider’s list is wrong
books-accepted-by = Looked into by { $who }. A second operator has to say the same.
books-accepted-once = Noted. A second operator has to say the same.
books-accepted-twice = Noted by two. The books are being looked at again.
books-more = { $count ->
    [one] One more place: run “reconcile” for all of them.
   *[other] { $count } more places: run “reconcile” for all of them.
}
books-looked = Looked at { $at }.
books-look = Look again now
books-look-asked = The books are being looked at. What comes of it is told here.
mismatch-unknown-movement = Moved there, not booked here
mismatch-missing-movement = Booked here, never moved there
mismatch-wrong-kind = Booked as something else
mismatch-amount-differs = Another amount
mismatch-fee-differs = Another fee
mismatch-currency-differs = Another currency
mismatch-posted-twice = Booked twice here
mismatch-moved-twice = Moved twice there
mismatch-without-ref = Booked without a reference
mismatch-balance-differs = Balances differ
