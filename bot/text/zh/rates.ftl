# 以用户所选货币显示的大致金额。
about-amount = ≈ { $amount }（按运营方 { $day } 的汇率）；以 { $currency } 付款。
