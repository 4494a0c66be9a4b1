# 在任意聊天中于机器人名后输入的搜索。
inline-entry = 打开市场
inline-nothing = 没有找到。打开市场
talk-answer-here = 请回复此消息。
button-next-photo = 第 { $number }/{ $count } 张照片
