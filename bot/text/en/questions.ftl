button-question = Ask a question
button-reply = Answer the moderator
button-reply-to = Answer the question of { $at }
question-title = Question in a case
question-intro = Case { $code }. The parties read “Moderator of case { $code }”, never a name.
question-ask-to = Who is asked?
question-ask-to-label = To
question-to-buyer = The buyer
question-to-seller = The seller
question-to-both = Both sides
question-ask-topic = What is the question? Everybody reads the usual ones in their own language.
question-ask-topic-label = Question
question-ask-words = Ask in your own words. They are passed on as you write them, under the code of the case.
question-ask-words-label = In your own words
topic-photos = Photos of the damage
topic-words-photos = Please send photos of the damage: the whole delivery, every damaged piece close up, and the packaging.
topic-shipment = Proof of shipment
topic-words-shipment = Please send the proof of shipment: the carrier’s receipt with the date, the tracking number and the recipient.
topic-delivery = Proof of delivery
topic-words-delivery = Please send the proof of delivery: the signed delivery note, or the carrier’s confirmation with date and name.
topic-label = Shipping label
topic-words-label = Please send a photo of the shipping label on which address and tracking number can be read.
topic-settle = What would settle it
topic-words-settle = What would settle this for you? Please name an amount, or what should happen.
topic-own = Something else
done-question = The question is on its way. The answer comes into the thread of the case, or to your own chat where it has none, and into the case file.
question-from = Moderator of case { $code } asks:
question-read-by-desk = Your answer goes into the case. The other side is not shown it.
question-read-by-both = Both sides were asked this, and both read each other’s answers.
question-check = Moderators write through this bot alone. To make sure that this is genuine, send: { typed-case } { $code }
reply-title = Answer to the moderator
reply-ask = What is your answer? It goes into the case file and can not be taken back.
reply-ask-label = Your answer
reply-from = Case { $code }: { $who } answered.
done-reply = Your answer is in case { $code }. Its moderator is told.
genuine-yes = Genuine: { $code } is the case about your deal { $deal }.
genuine-taken = A moderator has this case.
genuine-free = No moderator has taken this case yet.
genuine-asked = asked by the moderator of this case
genuine-nothing-asked = You were not asked anything in this case. Whoever says otherwise is not from us.
case-question = Question to { $to ->
    [buyer] the buyer
    [seller] the seller
   *[both] both sides
 }
case-reply = Answer to a question
