## Conversations
talk-over = That form is over.
talk-cancelled = Cancelled. Nothing was changed.
talk-continue = You were in the middle of something: { $title }.

offer-title = Your offer
offer-about = { $product }, listed at { $price } { $unit }
offer-last = Last offer no. { $number } in deal { $code }: { $total } in total
offer-ask-quantity = How many?
offer-ask-quantity-label = Quantity
offer-ask-price = What price per unit do you offer?
offer-ask-price-label = Unit price
offer-ask-freight = What does freight cost on top, in total?
offer-ask-freight-label = Freight
offer-no-freight = Nothing on top
offer-ask-incoterm = On which delivery terms (Incoterms 2020)?
offer-ask-incoterm-label = Incoterm
offer-ask-place = Which named place goes with it?
offer-ask-place-label = Place
offer-ask-lead = Within how many days is it to be shipped?
offer-ask-lead-label = Lead time in days
offer-ask-valid = How long is your offer valid?
offer-ask-valid-label = Valid
valid-24h = 24 hours
valid-72h = 3 days
valid-7d = 7 days
offer-ask-notes = Anything to add?
offer-ask-notes-label = Notes

sign-title = Read and sign
sign-hash = Fingerprint of this exact text (SHA-256, shortened): { $hash }…
papers-hash = Fingerprint of this exact text (SHA-256): { $hash }
sign-ask-name = Type your full legal name.
sign-ask-name-label = Legal name

ship-title = Ship
ship-ask-carrier = Which carrier?
ship-ask-carrier-label = Carrier
ship-ask-tracking = What is the tracking number?
ship-ask-tracking-label = Tracking number
ship-ask-quantity = How many are in this shipment?
ship-ask-quantity-label = Quantity

cancel-title = Ask to cancel
cancel-ask-reason = Why? The other side reads this.
cancel-ask-reason-label = Reason

extension-title = Ask for more time
extension-ask-days = How many more days do you need?
extension-ask-days-label = Days
extension-ask-reason = Why? The buyer reads this.
extension-ask-reason-label = Reason

dispute-title = Open a dispute
dispute-ask-reason = What is wrong?
dispute-early = Until { $at } the seller still has time to ship. Before that, and as long as nothing has arrived, only fraud is a reason.
dispute-ask-reason-label = Reason
dispute-ask-statement = Describe it so that a moderator understands: at least 100 characters, or a few words and a photo or document.
dispute-ask-statement-label = Statement

answer-title = Answer the dispute
answer-ask-statement = What do you say to it?
answer-ask-statement-label = Answer

ruling-title = Decide the case
ruling-ask-outcome = How do you decide?
ruling-ask-outcome-label = Decision
ruling-ask-refund = How much goes back to the buyer? An amount, or a percentage.
ruling-ask-refund-label = Back to the buyer
ruling-ask-resolution = Give your reasons. Both sides read this.
ruling-ask-resolution-label = Reasons

register-title = Join the market
register-ask-name = What is your name?
register-ask-name-label = Name
register-ask-company = For which company do you trade?
register-ask-company-label = Company
register-ask-address = What is your delivery address?
register-ask-address-label = Delivery address
register-ask-currency = Which currency do you mostly trade in?
register-ask-currency-label = Currency

address-title = Delivery address

sell-title = Sell something
sell-ask-name = What do you sell? One line.
sell-ask-name-label = Name
sell-ask-category = In which category?
sell-ask-category-label = Category
sell-ask-unit = In which unit is it counted?
sell-ask-unit-label = Unit
sell-ask-currency = In which currency is the price?
sell-ask-currency-label = Currency
sell-ask-price = What does one unit cost?
sell-ask-price-label = Price
sell-ask-minimum = What is the smallest order?
sell-ask-minimum-label = Minimum order
sell-ask-stock = How many are in stock?
sell-ask-stock-label = Stock
sell-ask-description = Describe it in a few sentences.
sell-ask-description-label = Description
restock-title = Change stock

message-title = Write to the other side
message-ask = What do you want to say? They do not see your account.
message-ask-label = Message

evidence-title = Add evidence
evidence-ask-statement = What shows that you are right?
evidence-ask-statement-label = Evidence

settlement-title = Propose a settlement
settlement-ask-amount = How much of the held money goes back to the buyer? An amount, or a percentage; the rest goes to the seller.
settlement-ask-amount-label = Back to the buyer

return-title = Ship the goods back
return-ask-tracking = What is the tracking number of the return?
return-ask-tracking-label = Tracking number

appeal-title = Appeal
appeal-ask-statement = What is new? Another moderator reads this (at least 20 characters).
appeal-ask-statement-label = New evidence

freeze-title = Stop this deal
freeze-ask-reason = Why? This goes into the record.
freeze-ask-reason-label = Reason
talk-review-again = The deal has changed in the meantime. Nothing was sent: please look once more, then send it.
