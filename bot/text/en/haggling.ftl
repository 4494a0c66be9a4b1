# Haggling: shortcuts, what has changed, history, drafts.
offer-ask-line = Or say it all in one line, for example: 500 pcs @ 4.20 FOB Shenzhen, 3 weeks. It fills the fields below.
offer-ask-line-label = In one line
offer-ask-payer = Who pays the carrier?
offer-ask-payer-label = Freight paid by
offer-ask-tolerance = How many percent more may be delivered, at the same total?
offer-ask-tolerance-label = Quantity tolerance, %
offer-ask-parts = May the goods come in several shipments?
offer-ask-parts-label = Partial shipments
offer-ask-release = Is each shipment accepted and paid by itself?
offer-ask-release-label = Payment per shipment
offer-ask-inspection = How many days does the buyer have to inspect the goods?
offer-ask-inspection-label = Inspection time in days
offer-ask-po = What is the buyer’s purchase order number?
offer-ask-po-label = Purchase order no.
freight-payer-buyer = The buyer
freight-payer-seller = The seller, included in the price
answer-yes = Yes
answer-no = No
hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
button-more-terms = More terms
button-offers = All offers
button-renew-offer = Offer it again
button-repeat = Order the same again
button-draft = Make an offer of it
offer-chip-list = { $goods } at { $price }
offer-chip-last = Like last time: { $goods } at { $price }
offer-chip-less5 = −5 %: { $price }
offer-chip-less10 = −10 %: { $price }
offer-chip-middle = In the middle: { $price }
offer-chip-hold = Their terms at { $price }
offer-changed = Against offer no. { $number }:
offer-unchanged = The same terms as offer no. { $number }.
offer-difference = { $what }: { $before } → { $after }
term-quantity = Quantity
term-tolerance_percent = Tolerance
term-unit_price = Unit price
term-freight = Freight
term-freight_payer = Freight paid by
term-incoterm = Incoterm
term-place = Place
term-lead_time_days = Lead time
term-partial_shipments = Partial shipments
term-partial_release = Payment per shipment
term-inspection_days = Inspection time
term-po_number = Purchase order no.
term-notes = Notes
offer-days-left = { $days ->
    [one] It stands for { $days } more day.
   *[other] It stands for { $days } more days.
}
offer-hours-left = { $hours ->
    [one] It stands for { $hours } more hour.
   *[other] It stands for { $hours } more hours.
}
offer-minutes-left = { $minutes ->
    [one] It stands for { $minutes } more minute.
   *[other] It stands for { $minutes } more minutes.
}
offers-title = Offers in { $code }: { $product }
offers-number = No. { $number }, { $at }
offers-line = { $author }: { $goods } at { $price }, { $total } in total ({ $status })
offer-status-active = waits for an answer
offer-status-countered = countered
offer-status-accepted = accepted
offer-status-declined = declined
offer-status-withdrawn = withdrawn
offer-status-expired = expired
chart-legend = In the picture, circles are the buyer’s offers and squares the seller’s: the price of one unit, offer by offer.
chart-alt = { $count ->
    [one] The price in { $count } offer. Buyer: { $buyer }. Seller: { $seller }.
   *[other] The price in { $count } offers. Buyer’s last: { $buyer }. Seller’s last: { $seller }.
}
offer-which = In which deal? Put its code first, for example: offer CODE 500 pcs @ 4.20
offer-nowhere = You have no open talks. Open a listing and make an offer there; its first question takes a whole line of terms, too.
terms-seen = This looks like terms. Nothing has been offered yet.
menu-offer = An offer in one line: deal, then the terms
typed-offer = offer
