notice-reversal-done = 支付服务商已从您在其处的账户收回款项，用于抵偿拒付后您所欠的金额。
notice-reversal-refused = 支付服务商无法从卖方账户收回拒付款项。该款仍为欠款，将从今后的打款中抵扣。
notice-taken-by-hand = 一笔仅被冻结的款项在支付服务商处被人工扣款。该款将等待双方签字，否则退回；无需任何操作。请把扣款交给市场处理。
notice-payment-set-aside = 收到一笔与约定不符的付款，不予计入：仅被冻结的金额会立即解冻，其余部分由专人处理。
desk-note = { $buyer } 与 { $seller }：{ $state }。
money-kept-back = 卖方所得中有 { $amount } 会暂时留存，以防拒付。
