notice-payment-set-aside = 收到一笔与约定不符的付款，不予计入：仅被冻结的金额会立即解冻，其余部分由专人处理。
desk-note = { $buyer } 与 { $seller }：{ $state }。
money-kept-back = 卖方所得中有 { $amount } 会暂时留存，以防拒付。
