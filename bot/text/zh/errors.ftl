## 拒绝
error-not-found = 找不到该内容，或它不属于您。
error-not-allowed = 您的角色无权执行此操作。
error-not-now = 目前无法执行。现状如下。
error-stale = 那是旧版本。现状如下。
error-act-under-way = 正在询问支付服务商，请稍候。
error-frozen = 纠纷解决之前，此交易已冻结。
error-own-listing = 这是您自己的商品。
error-own-offer = 您不能接受自己的报价。
error-offer-expired = 该报价已过期。
error-not-your-turn = 您的报价正等待答复。请等待对方回应，或先撤回。
error-out-of-stock = 仅剩 { $left }。
error-listing-gone = 该商品已停止销售。
error-does-not-fit = 以上时间合计 { $days } 天，而款项最多只能保管 { $limit } 天。请缩短备货期或运输时间，或分成两笔交易。
error-payout-not-ready = 您还没有收款账户，无法向您付款。请先连接一个。
error-same-person = 两份签名必须来自不同的人。
error-already-signed = 您方已签署。
error-name-differs = 请用文字填写您的全名。
error-terms-changed = 文本在显示之后有改动，请重新阅读。
error-too-much-shipped = 待发货数量仅为 { $open }。
error-too-early = { $at } 起才可执行。
error-conflict-of-interest = 您不能参与此案：{ $why ->
    [traded] 贵公司近期与其中一方有过交易。
    [appeal] 上诉针对的是您本人的裁决。
   *[party] 贵公司是当事方之一。
 }
error-taken-by-somebody =
    { $named ->
        [yes] 此案已由{ $name }受理。
       *[no] 此案已由另一位调解员受理。
     }
error-not-registered = 请先以贵公司名义加入。
error-too-many = 操作过于频繁，请稍后再试。
error-over-limit = 您可单独接受的上限为 { $limit }，此项已超出。请同事审批。
error-over-offer-limit = 您可单独代表公司承诺的上限为 { $limit }，此项已超出：未发送任何内容。额度更高或没有额度限制的同事可以发送。输入“company”可查看是谁；所有者也可在那里修改您的额度。
error-already-exists = 已存在。
error-invalid-value = 该值不可用。
error-bug = 我们这边出错了，未作任何更改。参考编号：{ $reference }

## 值的问题
problem-empty = { $field ->
    [file] 文件为空。
   *[other] 请回答此项。
}
problem-too-short = 太短：至少需要 { $least } 个字符。
problem-too-long = 太长：最多 { $most } 个字符。
problem-not-a-number = 无法识别这个数字。请写成 1250 或 12.50 这样的形式。
problem-ambiguous = 可以有两种读法。请不要使用千位分隔符，例如 1250 或 1.25。
problem-negative = 不能为负数。
problem-zero = 必须大于零。
problem-too-big = 数值过大。
problem-too-small = 金额过小，无法支付。
problem-too-precise = 最多 { $decimals } 位小数。
problem-out-of-range = 必须在 { $low } 与 { $high } 之间。
problem-below-minimum = 最小起订量为 { $minimum }。
problem-above-stock = 可供数量仅为 { $left }。
problem-below-reserved = 进行中的交易已预留 { $reserved }。
problem-unknown-currency = 不认识货币 { $currency }。
problem-not-traded = 本市场不以 { $currency } 交易。
problem-wrong-currency = 此交易使用的货币是 { $currency }。
problem-unknown-unit = 不认识单位 { $unit }。请填写其中之一：{ $units }
problem-wrong-unit = 此处的计量单位是 { $unit }。
problem-unknown-incoterm = { $incoterm } 不属于 2020 年国际贸易术语（Incoterms 2020）。
problem-unknown-category = 没有这个类别。
problem-unknown-reason = 请选择一个原因。
problem-unknown-outcome = 请选择一个裁定。
problem-unknown-role = 不认识角色 { $role }。
problem-not-an-option = 请选择其中一个选项。
problem-no-parts = 条款不允许分批发货：请全部发出（{ $open }）。
problem-does-not-fit = 款项无法保管这么久。
problem-not-an-email = 这不是电子邮箱地址。
problem-too-deep = 类别最多 { $most } 级。

## 商品文件的问题
problem-no-rows = 表头下面没有数据行。
problem-wrong-header = 第一行必须与此完全一致：{ $expected }
problem-wrong-delimiter = 各列必须用逗号分隔。
problem-columns = 此行有 { $found } 列，应为 { $expected } 列。
problem-duplicate = 该货号已出现在第 { $first_line } 行。
problem-unclosed-quote = 有引号未闭合。
problem-stray-quote = 值的中间有引号。请将整个值放在引号内，其中的引号写两遍。
problem-stray-line-end = 值的内部有换行。请将整个值放在引号内。
problem-nul-byte = 这不是文本：含有零字节。
problem-not-utf-8 = 无法读取。请将文件保存为 UTF-8。
