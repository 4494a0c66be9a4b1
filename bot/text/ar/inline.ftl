# عمليات بحث تُكتب في أي محادثة بعد اسم البوت.
inline-entry = افتح السوق
inline-nothing = لم يُعثر على شيء. افتح السوق
talk-answer-here = أجب على هذه الرسالة.
button-next-photo = الصورة { $number } من { $count }
