## The agreement
agreement-heading = The agreement

## Terms and conditions of the agreement
paper-incoterm = { $delivery } (Incoterms 2020)
paper-freight-payer = Freight paid by
paper-freight-on-top = the buyer, as part of the total
paper-freight-buyer = the buyer, to the carrier, besides the total
paper-freight-seller = the seller, included in the price
paper-freight-incoterm = the party that pays it under the delivery term
paper-release = Payment by shipment
paper-release-yes = agreed
paper-release-no = not agreed
paper-tolerance-none = none
paper-tolerance-more = up to { $percent } % more, at the same total
paper-clause-shipping = { $days ->
    [one] The seller ships within { $days } day of the order, which is placed as soon as both have signed and the money is held. After that the buyer may cancel what has not been shipped, unless both agreed on more time.
   *[other] The seller ships within { $days } days of the order, which is placed as soon as both have signed and the money is held. After that the buyer may cancel what has not been shipped, unless both agreed on more time.
}
paper-clause-parts-yes = Each shipment is paid for by itself: when the buyer accepts it, or the time for inspecting it ends in silence, its share of the total is paid out to the seller.
paper-clause-parts-no = The seller is paid once, for everything together: accepting a single shipment releases no money.
problem-mistyped-tax-id = { $number } can not be right: its check digit, or its length, does not fit. Please compare it with your papers.
