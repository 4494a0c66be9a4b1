notice-payment-set-aside = A payment came in that is not what was agreed. It does not count: what is only held is let go at once, and a person looks into the rest.
desk-note = { $buyer } and { $seller }: { $state }.
money-kept-back = Of the seller’s part { $amount } is kept back for a while, against chargebacks.
