# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [zero] لا أخبار جديدة
    [one] خبر واحد جديد
    [two] خبران جديدان
    [few] { $count } أخبار جديدة
    [many] { $count } خبرًا جديدًا
   *[other] { $count } خبر جديد
}
digest-message = كتب إليكم الطرف الآخر.

# One account on both platforms.
link-title = حساب واحد ومحادثتان
link-in-slack = افتح Slack خلال عشر دقائق واكتب: /parley link { $code }
link-in-telegram = افتح بوت تيليجرام خلال عشر دقائق واكتب: /link { $code }
link-code = الرمز
link-code-hint = ثم عُد إلى هنا: ستعرض المحادثة الأخرى رمزًا ثانيًا. لا تعطِ أيًّا منهما لأحد.
link-is-it-you = يريد { $name } أن يصبح حسابًا واحدًا مع هذه المحادثة. هل بدأت ذلك بنفسك الآن؟
link-warning = إن لم تكن أنت من بدأ فارفض: من بدأ سيتصرف باسمك.
link-answer = عُد الآن إلى { $name } واكتب: link { $code }
link-never-pass-on = هذا الرمز يفتح حسابك. لا تعطه لأحد مهما كان السائل.
link-asked = يريد { $name } أن يصبح حسابًا واحدًا مع هذه المحادثة. إن كنت أنت، فاكتب الرمز المعروض هناك: link الرمز
link-wrong = هذا الرمز خاطئ أو مستعمل أو قديم. بعد خمسة رموز خاطئة عليك الانتظار عشر دقائق.
link-done = تم: أصبحت المحادثتان حسابًا واحدًا.
link-payouts-wait = حفاظًا على أمانك تنتظر الدفعات 24 ساعة.
link-stopped = تم الإيقاف. لم يُربط شيء.
link-accounts-title = محادثاتك
link-this-chat = هذه المحادثة
link-reached-yes = مرتبطة
link-reached-no = مرتبطة لكنها مغلقة أمامنا
link-only-one = يمكنك استعمال الحساب نفسه في تيليجرام وSlack.
link-sure-to-part = هل تفصل { $channel }؟ ستعود محادثة غريب، وتبقى صفقاتك مع الأخرى.
link-parted = تم الفصل.
button-link = ربط محادثة أخرى
button-link-yes = نعم، هذا أنا
button-link-no = لا، توقف
button-unlink = فصل { $channel }
note-linked = رُبط { $channel } بحسابك. إن لم تكن أنت، فافصله فورًا من الإعدادات وأبلغ أحد المشرفين. تنتظر الدفعات 24 ساعة.
note-unlinked = فُصل { $channel } عن حسابك. تنتظر الدفعات 24 ساعة.
error-already-linked = هاتان المحادثتان حساب واحد بالفعل.
error-same-platform = تُربط محادثة تيليجرام بمحادثة Slack والعكس. اكتب الرمز في المنصة الأخرى.
error-accounts-both-used = لكل من الحسابين شركة أو عروض أو صلاحيات خاصة، فلا يمكن دمجهما. اترك أحدهما أولًا أو تابع بالاثنين.
error-payout-held = لا يمكن تغيير هذا قبل { $at }: تغيّرت محادثاتك أو تطبيق المصادقة لديك قبل قليل.
error-blocked = هاتان الشركتان لا تتعاملان معًا.

# How somebody wants to be spoken to.
settings-title = الإعدادات
settings-language = اللغة
settings-zone = المنطقة الزمنية
settings-zone-none = لم تُختر، والأوقات بتوقيت UTC
settings-quiet = ساعات الهدوء
settings-quiet-none = لا شيء
settings-quiet-hours = من { $begin } إلى { $end }
settings-digest = الأخبار
settings-told = التبليغ في
settings-told-any = أي محادثة نصل إليك فيها
settings-currency = المبالغ أيضًا بعملة
settings-currency-own = عملة الصفقة فقط
settings-no-rates = لا توجد أسعار صرف هنا، لذلك تظهر المبالغ بعملة كل صفقة.
settings-urgent = نبلغك فورًا دائمًا بالمال والأمان وما ينتهي خلال اثنتي عشرة ساعة.
settings-type-it = كتابة
settings-ask-zone = أين أنت؟ مدينة أو فارق مثل +3.
settings-ask-zone-label = المنطقة الزمنية
settings-ask-quiet = متى نصمت؟ مثلًا 22:00-7:00.
settings-ask-quiet-label = ساعات الهدوء
settings-ask-digest = كم مرة تريد سماع ما ليس عاجلًا؟
settings-ask-told = في أي محادثة نبلغك؟
settings-ask-currency = بأي عملة نعرض المبالغ إلى جانب عملة الصفقة؟
digest-never = فورًا
digest-hourly = مجمّعة كل ساعة
digest-daily = مجمّعة كل صباح
problem-unknown-zone = لا أعرف هذا المكان. جرّب أقرب مدينة كبيرة أو فارقًا مثل +3.
problem-not-hours = اكتب وقتين من فضلك، مثلًا 22:00-7:00.
button-settings = الإعدادات

# Home: what needs me now.
home-needs-nothing = لا شيء ينتظرك.
home-needs-you = { $count ->
    [zero] { $count } صفقة تنتظرك:
    [one] صفقة واحدة تنتظرك:
    [two] صفقتان تنتظرانك:
    [few] { $count } صفقات تنتظرك:
    [many] { $count } صفقة تنتظرك:
   *[other] { $count } صفقة تنتظرك:
}
home-and-more = { $count ->
    [zero] و{ $count } أخرى في «صفقاتي».
    [one] وواحدة أخرى في «صفقاتي».
    [two] واثنتان أخريان في «صفقاتي».
    [few] و{ $count } أخرى في «صفقاتي».
    [many] و{ $count } أخرى في «صفقاتي».
   *[other] و{ $count } أخرى في «صفقاتي».
}
home-approvals = { $count ->
    [zero] { $count } عرضًا يحتاج إلى موافقتك.
    [one] عرض واحد يحتاج إلى موافقتك.
    [two] عرضان يحتاجان إلى موافقتك.
    [few] { $count } عروض تحتاج إلى موافقتك.
    [many] { $count } عرضًا يحتاج إلى موافقتك.
   *[other] { $count } عرضًا يحتاج إلى موافقتك.
}
home-unanswered = { $count ->
    [zero] { $count } رسالة بلا رد.
    [one] رسالة واحدة بلا رد.
    [two] رسالتان بلا رد.
    [few] { $count } رسائل بلا رد.
    [many] { $count } رسالة بلا رد.
   *[other] { $count } رسالة بلا رد.
}
home-held = { $count ->
    [zero] { $count } خبرًا محفوظًا لوقت لاحق كما اخترت.
    [one] خبر واحد محفوظ لوقت لاحق كما اخترت.
    [two] خبران محفوظان لوقت لاحق كما اخترت.
    [few] { $count } أخبار محفوظة لوقت لاحق كما اخترت.
    [many] { $count } خبرًا محفوظًا لوقت لاحق كما اخترت.
   *[other] { $count } خبرًا محفوظًا لوقت لاحق كما اخترت.
}
home-until = · حتى { $at }
home-do-accept = الرد على العرض
home-do-approve = الموافقة على العرض
home-do-ask_for_approval = الرد على العرض
home-do-request_payment = طلب الدفع
home-do-pay_again = الدفع مجددًا
home-do-pay = الدفع
home-do-sign = التوقيع
home-do-ship = الشحن
home-do-received = تأكيد الاستلام
home-do-accept_goods = فحص البضاعة
home-do-answer_dispute = الرد على النزاع
home-do-ship_back = الإعادة
home-do-confirm_return = تأكيد الإعادة
home-do-answer = الرد على الطلب
group-t = مفاوضات
group-p = الدفع والتوقيع
group-g = البضاعة
group-d = نزاعات
group-e = منتهية
button-deals-counted = صفقاتي ({ $count })

# The menu, and the words people type.
menu-received = تأكيد وصول البضاعة
menu-settings = المنطقة وساعات الهدوء ومكان التبليغ
typed-received = استلمت
typed-pay = دفع
typed-sign = توقيع
typed-settings = إعدادات
typed-link = ربط
typed-report = بلاغ
typed-block = حظر
