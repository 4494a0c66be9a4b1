# Terms. An operator with an escrow licence changes this one line.
-protection = protected payment

## Everywhere
nothing-yet = –
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
button-home = Home
button-back = Back
button-more = More
button-cancel = Cancel
button-next = Next
button-send = Send
button-skip = Skip
button-edit = Change: { $what }
button-fill-in = Fill in the form
button-continue = Continue
button-browse = Browse
button-deals = My deals
button-sell = Sell something
button-my-listings = My listings
button-register = Join
button-profile = Profile
button-queue = Open cases
button-help = Help
button-refresh = Refresh
button-message = Write to them
button-open-deal = Open the deal
button-agreement = Agreement
button-address = Change address
button-make-offer = Make an offer
button-ask-seller = Ask the seller
button-all-here = Show all here
button-pause = Pause
button-resume = Put back on sale
button-restock = Change stock
button-send-offer = Send the offer
button-sign = I sign
button-ship = Shipped
button-ask = Ask
button-open-dispute = Open the dispute
button-publish = Publish
button-join = Join

## Home, help
home-title = Parley market
home-member = You trade for { $company }.
home-stranger = Look around freely. To make offers or to sell, join with your company first.
home-greeting = Everything happens here in the chat: find goods, haggle, pay into { -protection }, sign, ship, settle.
help-title = How a trade goes
help-body = 1. Find something and make an offer; the other side accepts, counters or declines.
    2. The seller asks for payment. The buyer’s money is held, not paid out.
    3. Both read and sign the agreement.
    4. The seller ships. The buyer confirms receipt, inspects, and accepts.
    5. Only then is the seller paid. If something is wrong, open a dispute: the money stays where it is.
help-commands = Words you can type: browse, deals, sell, listings, ship, profile, help, cancel.
help-staff = For moderators: queue.
unknown-command = I do not know that word. Type “help” to see what I understand.
not-understood = I did not catch what that is about. Type “help”, or use the buttons of a deal to write to the other side.
media-not-here = I can not use files here yet. Please describe it in words.
nothing-to-cancel = There is nothing to cancel.

## Catalogue
categories-title = Categories
categories-hint = Choose a category, or type “browse” and what you look for.
categories-empty = There is nothing on sale yet.
listing-line = { $price } { $unit }
listings-none = There is nothing on sale here at the moment.
listing-paused = This listing is paused.
search-title = Results for “{ $words }”
search-none = Nothing found. Try fewer or other words.
my-listings-title = My listings
my-listings-none = You have nothing on sale yet.
fact-price = Price
fact-minimum = Minimum order
fact-available = Available
fact-seller = Seller
fact-buyer = Buyer

## Deals
deals-title = My deals
deals-empty = No deals yet. Browse, and make an offer.
deals-line = { $mark }{ $state } · with { $other }
deals-your-turn = Your turn ·{" "}
deal-title = Deal { $code } · { $product }
deal-no-offer = No offer has been made yet.
offer-on-the-table = Offer no. { $number } by { $author } is on the table until { $until }.
offer-active = Offer no. { $number } is on the table.
offer-countered = Offer no. { $number } was answered with a counter-offer.
offer-accepted = Offer no. { $number } was accepted.
offer-declined = Offer no. { $number } was declined. Either side can make a new one.
offer-withdrawn = Offer no. { $number } was withdrawn. Either side can make a new one.
offer-expired = Offer no. { $number } has expired. Either side can make a new one.
terms-delivery = { $incoterm } { $place }
fact-quantity = Quantity
fact-unit-price = Unit price
fact-freight = Freight
fact-total = Total
fact-commission = Commission for the market, paid by the seller
fact-delivery = Delivery
fact-lead-time = Ships within
fact-inspection = Inspection
fact-payment = Payment
fact-signature = Signature of { $name }
fact-held = Held in { -protection }
fact-payout = Payout to the seller
fact-refund = Refund to the buyer
fact-ship-by = Ship by
fact-shipment = Shipment { $number }
fact-dispute = Dispute
fact-reason = Reason
fact-answer = Answer of the other side
fact-before-dispute = Before the dispute
fact-moderator = Moderator
fact-name = Name
fact-company = Company
fact-address = Delivery address
fact-currency = Currency
fact-payout-account = Payout account
shipment-line = { $goods } with { $carrier }, tracking { $tracking }
partly-shipped = { $shipped } of { $ordered } have been shipped.
signed-yes = signed
signed-no = not yet
payment-was-declined = The last try to pay was declined. The page is still open for another try.
payment-created = waiting for the buyer
payment-requires_action = waiting for the buyer’s bank
payment-authorized = held on the buyer’s card
payment-paid = received and held
payment-failed = did not work
payment-cancelled = cancelled, nothing was taken
payment-released = paid out to the seller
payment-refunded = paid back to the buyer
payment-split = divided between both
payout-pending = { $amount }, on its way
payout-in_transit = { $amount }, on its way
payout-paid = { $amount }, done
payout-failed = { $amount }, refused by the payment provider
refund-pending = { $amount }, on its way
refund-done = { $amount }, done
refund-failed = { $amount }, did not arrive; we are looking into it
money-preview = Back to the buyer: { $buyer }. To the seller: { $seller }. Commission: { $commission }, tax on it: { $tax }.
request-cancel-own = You asked to cancel. The other side can answer until { $until }; no answer counts as no.
request-cancel-other = The other side asks to cancel. Please answer by { $until }; no answer counts as no.
request-extension-own = You asked for time until { $date }. The buyer can answer until { $until }; no answer counts as no.
request-extension-other = The seller asks for time until { $date }. Please answer by { $until }; no answer counts as no.

state-negotiating = Talking about the price
state-agreed = Agreed; the seller asks for payment next
state-awaiting_payment = Waiting for payment
state-awaiting_signatures = Money is held; waiting for both signatures
state-placed = Order placed
state-in_progress = Being prepared
state-shipped = Shipped
state-delivered = Delivered; being inspected
state-disputed = In dispute; the money is frozen
state-decided = Decided; can still be appealed
state-completed = Completed
state-cancelled = Cancelled
state-closed = Talks ended
state-payment_expired = Not paid in time
state-voided = Not signed

turn-you = It is your turn.
turn-buyer = It is the buyer’s turn.
turn-seller = It is the seller’s turn.
turn-both = Either side can act now.
turn-desk = A moderator is looking into it.
turn-provider = The payment provider is being asked; this takes a moment.
turn-nobody = Nothing is left to do.

silence-expire_offer = If nobody answers, the offer expires on { $at }.
silence-expire_talks = If nobody makes an offer, the talks end on { $at }.
silence-give_up_gateway = If the seller does not ask for payment, the deal ends on { $at }.
silence-expire_payment = If it is not paid, the deal ends on { $at }.
silence-expire_signing = If not both have signed, the money goes back on { $at }.
silence-cancel_unshipped = If nothing is shipped, the order is cancelled and the money goes back on { $at }.
silence-lapse_request = If nobody answers, the request lapses on { $at }.
silence-dispute_silence = If nobody says anything, a moderator is called on { $at }.
silence-auto_release = If the buyer says nothing, the seller is paid on { $at }.
silence-resolve = If nobody objects, the decision is carried out on { $at }.

ended-declined = One side ended it.
ended-expired = It ended because nobody wrote any more.
ended-payment_timeout = It ended because it was not paid in time.
ended-signing_timeout = It ended because not both signed in time. Nothing was taken from the buyer.

## Moves
act-pay = Pay { $amount }
act-accept = Accept
act-offer = Counter / new offer
act-decline = Decline
act-withdraw = Withdraw my offer
act-end_talks = End talks
act-request_payment = Request payment
act-sign = Read and sign
act-refuse_to_sign = Do not sign
act-start = Start preparing
act-ship = Ship
act-received = I received it
act-accept_goods = Accept the goods
act-cancel_early = Cancel the order
act-cannot_supply = I can not supply
act-cancel_overdue = Cancel, it is overdue
act-ask_to_cancel = Ask to cancel
act-agree_to_cancel = Agree to cancel
act-ask_for_time = Ask for more time
act-agree_to_time = Agree to the new date
act-refuse_request = Say no
act-dispute = Something is wrong
act-answer_dispute = Answer
act-withdraw_dispute = Withdraw the dispute
act-take_case = Take the case
act-hand_over = Hand over
act-rule = Decide
act-accept_decision = Accept the decision
act-retry_payout = Try the payout again

confirm-accept = Accept these terms? They become the agreement.
confirm-end_talks = End these talks? Open offers lapse.
confirm-refuse_to_sign = Do not sign? The deal ends and the buyer’s money is let go.
confirm-accept_goods = Accept the goods and pay the seller? This can not be undone.
confirm-cancel_early = Cancel the order? All of the money goes back to the buyer.
confirm-cannot_supply = Give up this order? All of the money goes back to the buyer.
confirm-cancel_overdue = Cancel the overdue order? All of the money goes back to you.
confirm-agree_to_cancel = Agree to cancel? All of the money goes back to the buyer.
confirm-withdraw_dispute = Withdraw the dispute? The deal goes on where it was.
confirm-accept_decision = Accept the decision and give up the appeal? When both accept, it is carried out at once.

done-accept = You accepted the offer.
done-offer = Your offer is sent.
done-decline = You declined the offer.
done-withdraw = You withdrew your offer.
done-end_talks = You ended the talks.
done-request_payment = The payment page is being prepared for the buyer.
done-sign = You signed.
done-refuse_to_sign = You did not sign. The money is being let go.
done-start = Noted: you are preparing the goods.
done-ship = Noted: shipped.
done-received = Noted: received. Please inspect the goods now.
done-accept_goods = You accepted the goods. The seller is being paid.
done-cancel_early = The order is cancelled. The money is on its way back.
done-cannot_supply = The order is cancelled. The money is on its way back to the buyer.
done-cancel_overdue = The order is cancelled. The money is on its way back.
done-agree_to_cancel = The order is cancelled. The money is on its way back to the buyer.
done-agree_to_time = The new date holds.
done-refuse_request = You said no.
done-withdraw_dispute = The dispute is withdrawn.
done-take_case = You have this case.
done-hand_over = The case is free again.
done-accept_decision = You accepted the decision.
done-retry_payout = The payout is on its way again.
done-cancel = You asked to cancel.
done-extension = You asked for more time.
done-dispute = The dispute is open and the money is frozen.
done-answer = Your answer is on file.
done-rule = The decision is published.
done-message = Your message is on its way.

## Profile
profile-title = Profile
profile-none = You have not joined yet.
payout-account-ready = ready
payout-account-none = not connected yet

## Desk
queue-title = Open cases
queue-empty = No open cases.
queue-line = { $status } · { $held } held
dispute-open = open
dispute-in_progress = with a moderator
dispute-decided = decided
dispute-resolved = resolved
case-code = Case { $code }
case-somebody = taken
reason-not_delivered = Not delivered
reason-damaged = Damaged
reason-not_as_agreed = Not as agreed
reason-fraud = Fraud
reason-other = Something else
outcome-release = Pay the seller
outcome-refund = Refund the buyer
outcome-split = Split

## The page after paying
page-paid = Thank you
page-paid-words = You can close this page. Your chat shows what happens next.
page-not-paid = Not paid
page-not-paid-words = Nothing was taken. You can pay later, from the deal in your chat.

## The command menu
menu-start = Welcome, and what you can do now
menu-browse = Look at what is on sale
menu-deals = Your deals
menu-sell = Put something on sale
menu-listings = Your listings
menu-ship = Say that you shipped: deal, carrier, tracking number
menu-profile = Your company and address
menu-help = How a trade goes
menu-cancel = Leave a form
