typed-case = قضية
queue-held = { $held } محجوزة
queue-escalated = تنتظر منذ وقت طويل

button-case-file = ملف القضية
case-file-title = ملف القضية { $code }
case-column-when = متى
case-column-who = من
case-column-what = ماذا
case-timeline = كل شيء بترتيب زمني
case-words = بكلماتهم
case-offer = العرض رقم { $number }: { $total }
case-message = رسالة
case-edited = عُدّلت الرسالة
case-deleted = حُذفت الرسالة من مصدرها
case-added-file = ملف: { $name }
case-shipping = البضاعة
case-who = { $who ->
    [buyer] المشتري
    [seller] البائع
    [moderator] المشرف
    [operator] المشغّل
    [provider] مزود الدفع
   *[timer] تلقائي
 }
case-file-sent = ملف القضية في محادثتكم الخاصة.
case-file-words = ملف القضية { $code }: كل شيء بترتيب زمني، مع حزمة مختومة يمكن لأي شخص التحقق منها. يُرجى الحفاظ على سريته.
case-file-name = case-{ $code }.pdf
case-bundle-name = case-{ $code }.zip
