# Amounts in the currency that somebody chose, approximately.
about-amount = ≈ { $amount } at the operator’s rate of { $day }; payment is in { $currency }.
