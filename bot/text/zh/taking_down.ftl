# 被举报后由调解员下架的商品。
button-take-down = 下架该商品
button-put-back = 恢复该商品
take-down-ask = 为什么下架？卖家会看到这个原因。进行中的交易不受影响。
report-taken-down = 已下架：{ $reason }
listing-taken-down = 调解员已下架此商品：{ $reason }。买家无法再找到它；进行中的交易不受影响。
listing-is-taken-down = 已被下架
taken-down-forbidden = 该商品不允许在此交易
taken-down-misleading = 描述有误导
taken-down-counterfeit = 假冒或他人品牌
taken-down-outside = 绕开受保护的付款
taken-down-other = 违反本市场规则
listing-note-taken-down = 调解员已下架您的商品“{ $listing }”：{ $reason }。其他人无法再找到它或报价，只有调解员可以恢复。进行中的交易不受影响。
listing-note-put-back = 调解员已将您的商品“{ $listing }”恢复原状。
button-see-listing = 查看商品
error-taken-down = 调解员已下架此商品，只有调解员可以恢复。
