## 协议
agreement-heading = 协议
agreement-title = 购销协议 { $code }
agreement-parties = 买方：{ $buyer }；卖方：{ $seller }。
agreement-goods = 1. 货物：“{ $product }”，{ $quantity }。
agreement-price = 2. 价格：单价 { $unit_price }，运费 { $freight }，总计 { $total }。
agreement-delivery = 3. 交货：{ $delivery }；须于下单后 { $lead } 天内发货。
agreement-parts = 4. 分批发货：{ $partial }。数量允差：{ $tolerance } %。
agreement-inspection = 5. 买方须在交货后 { $days } 天内验货，并予以接受或提起纠纷。逾期未表示视为接受。
agreement-money = 6. 全部款项由平台的支付服务商以{ -protection }的方式保管；买方接受货物或验货期结束后，扣除平台佣金支付给卖方。
agreement-disputes = 7. 发生纠纷时，款项继续保管，直至双方达成一致或由平台调解员裁定。
agreement-po = 8. 采购订单号：{ $number }。
agreement-notes = 备注：{ $notes }
