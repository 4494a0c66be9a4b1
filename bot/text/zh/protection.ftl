# 为保护用户而拒绝或限制的内容。
problem-mixed-letters = 这不能用作名称：“{ $word }”混用了不同字母表中外形相似的字母。请只用一种字母书写。
problem-name-of-the-market = 这可能会被误认为市场本身。请使用您通常使用的名称。
error-enough-saved = 您已保存 { $most } 个搜索，已达上限。请先删除一个。
export-newest = 这些是您 { $all } 笔交易中最新的。本市场的运营方可以提供全部。
told-audit-checkpoint = 仅供存档，无需处理：审计日志共有 { $count } 条记录，末尾为 { $sha256 }。以后即使有人更改日志，也无法更改这条消息。
