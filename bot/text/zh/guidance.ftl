# What somebody needs who would otherwise stand before a closed door.
error-already-member = 您已代表 { $company } 进行交易。每人只能代表一家公司：加入其他公司之前，须由 { $company } 的所有者将您移出。
invite-rights = 使用此邀请码的人将以此身份加入：{ $rights }
approvals-title = 等待审批
approvals-none = 目前没有需要贵公司审批的事项。
problem-above-open = 仅剩 { $left } 待发货。
ship-left = 待发货：{ $goods }
offer-hint-line = 也可以用一行写完，例如：50 @ 39.50 DAP Hamburg, 2 周
usage-more-dispute = 在货款仍由平台保管期间，适用于未到货、损坏或与约定不符的货物。您选择原因，用自己的话说明问题，还可发送照片；发起前会再次显示全部内容。此后货款保持不动。对方作出答复；双方可自行和解，否则由仲裁员裁决。输入该词和交易代码，或使用交易卡片上的按钮。
