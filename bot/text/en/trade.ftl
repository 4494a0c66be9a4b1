notice-reversal-done = The payment provider has returned money from your account there to cover what you owed after a chargeback.
notice-reversal-refused = The payment provider could not return the money for a chargeback from the seller’s account. It stays a debt, set off against the next payouts.
notice-taken-by-hand = Money that was only held was captured by hand at the provider. It waits for both signatures, or goes back; nobody needs to do anything. Please leave captures to the market.
notice-payment-set-aside = A payment came in that is not what was agreed. It does not count: what is only held is let go at once, and a person looks into the rest.
desk-note = { $buyer } and { $seller }: { $state }.
money-kept-back = Of the seller’s part { $amount } is kept back for a while, against chargebacks.
