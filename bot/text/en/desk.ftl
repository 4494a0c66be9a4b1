typed-case = case
queue-held = { $held } held
queue-escalated = waits for too long

button-case-file = Case file
case-file-title = Case file { $code }
case-column-when = When
case-column-who = Who
case-column-what = What
case-timeline = Everything in one line of time
case-words = In their own words
case-offer = Offer no. { $number }: { $total }
case-message = Message
case-edited = Message changed
case-deleted = Message deleted at its source
case-added-file = File: { $name }
case-shipping = Goods
case-who = { $who ->
    [buyer] Buyer
    [seller] Seller
    [moderator] Moderator
    [operator] Operator
    [provider] Payment provider
   *[timer] Automatic
 }
case-file-sent = The case file is in your own chat.
case-file-words = Case file { $code }: everything in one line of time, and a sealed bundle that anybody can check. Keep both to yourself.
case-file-name = case-{ $code }.pdf
case-bundle-name = case-{ $code }.zip
