# حسابات الدفع للبائعين، والمال الذي يُعتنى به عندما يحدث خطأ.

payout-title = حساب استلام أموالك
payout-status-none = ليس لديك حساب لاستلام الأموال بعد. من دونه لا يمكن لأحد أن يدفع لك، ولذلك لا يمكن قبول أي عرض.
payout-status-opening = مزوّد الدفع يفتح حسابك. يستغرق ذلك لحظة.
payout-status-open = حسابك مفتوح، لكن مزوّد الدفع ما زال يحتاج إلى معرفة من أنت.
payout-status-asked = يمكن الدفع لك. يريد مزوّد الدفع معرفة شيء إضافي.
payout-status-ready = يمكن الدفع لك.
payout-status-stopped = أوقف مزوّد الدفع المدفوعات إليك.
payout-status-refused = لم يفتح مزوّد الدفع حسابًا. حاول مجددًا مع البلد الصحيح.
payout-at-bank-stopped = التحويلات من هناك إلى مصرفك متوقفة حتى تجيب عن الأسئلة.
payout-needs = ما زال مطلوبًا
payout-needs-by = يرجى الإجابة قبل { $at }، وإلا ستتوقف المدفوعات.
payout-need-person = من يمثّل الشركة
payout-need-company = بيانات الشركة
payout-need-business = نشاط الشركة
payout-need-bank = حساب مصرفي
payout-need-terms = الموافقة على شروط المزوّد
payout-need-document = مستند للإثبات
payout-need-other = شيء آخر مذكور في صفحة المزوّد
payout-reason-past_due = هناك إجابات متأخرة.
payout-reason-pending = المزوّد يتحقق من إجاباتك.
payout-reason-rejected = رفض المزوّد الحساب. راسل الدعم لديه.
payout-reason-review = المزوّد يراجع الحساب.
payout-reason-other = السبب مذكور في صفحة المزوّد.
payout-debt = عليك دين بعد استرداد مصرفي
payout-debt-hint = يُخصم من مدفوعاتك القادمة.
payout-history = من ذلك الحساب إلى مصرفك
payout-history-none = لا شيء بعد.
payout-history-hint = ما تدفعه لك الصفقة يصل أولًا إلى هذا الحساب، ثم يحوّله المزوّد إلى مصرفك من تلقاء نفسه.
payout-line-pending = { $amount }، في الطريق
payout-line-paid = { $amount }، تمّ
payout-line-failed = { $amount }، أعاده مصرفك: { $why }
bank-failure-closed = الحساب مغلق
bank-failure-unknown = لا وجود لهذا الحساب
bank-failure-name = الاسم لا يطابق الحساب
bank-failure-refused = رفضه مصرفك
bank-failure-other = لم يُذكر سبب
payout-ask-country = في أي بلد سُجّلت شركتك؟ حرفان، مثل AE.
payout-ask-country-label = البلد
payout-begin-title = ربط حساب لاستلام الأموال
button-payout = حساب الاستلام
button-payout-begin = ربط
button-payout-open = الإجابة عن الأسئلة
button-payout-look = عرض الحساب
menu-payout = حساب استلام أموالك ومدفوعاتك
page-payout-done = شكرًا لك
page-payout-done-words = يمكنك العودة إلى المحادثة. ستجد فيها ما يستطيعه حسابك الآن.
page-payout-wait = لحظة من فضلك
page-payout-wait-words = لم يُفتح الحساب بعد. اضغط الزر مجددًا بعد دقيقة.
page-payout-over = هذا الطريق مغلق
page-payout-over-words = يبقى مفتوحًا لساعة واحدة ولمالكي الشركة فقط. افتح حساب الاستلام في المحادثة مجددًا واضغط الزر.
payout-page-life = الطريق إلى مزوّد الدفع مفتوح لساعة واحدة ولك وحدك. بعد ذلك افتح هذه البطاقة مجددًا.
told-payout-account-ready = يمكن الدفع لك الآن: حساب الاستلام جاهز.
told-payout-account-stopped = أوقف مزوّد الدفع المدفوعات إليك.
told-payout-account-asked = يريد مزوّد الدفع معرفة شيء إضافي عن شركتك.
told-payout-account-refused = لم يفتح مزوّد الدفع حسابًا لك.
told-payout-sent-back = أعاد مصرفك تحويلًا بقيمة { $amount }. المال آمن في حسابك لدى مزوّد الدفع.
notice-refund-waits = قُبل ردّ المبلغ لكنه لم يُرسل بعد؛ على الأرجح ينتظر مزوّد الدفع رصيدًا منّا. سيُرسل تلقائيًا.
notice-refund-waits-desk = قُبل ردّ مبلغ { $amount } لكنه لم يخرج بعد: على الأرجح لا يكفي رصيدنا لدى مزوّد الدفع. يلزم هناك ما يصل إلى { $amount } من أموالنا؛ وبعد ذلك يُرسل من تلقاء نفسه.
alarm-title = تنبيه
error-seller-not-payable = لا يمكن الدفع للبائع بعد: حساب الاستلام غير موجود أو غير جاهز. لم نطلب منك شيئًا؛ حاول مجددًا عندما يصبح جاهزًا.
problem-unknown-country = «{ $country }» ليس بلدًا من حرفين.
told-books-differ = { $count ->
    [zero] لا تختلف دفاتر مزوّد الدفع عن دفاترنا
    [one] تختلف دفاتر مزوّد الدفع عن دفاترنا في موضع واحد
    [two] تختلف دفاتر مزوّد الدفع عن دفاترنا في موضعين
    [few] تختلف دفاتر مزوّد الدفع عن دفاترنا في { $count } مواضع
    [many] تختلف دفاتر مزوّد الدفع عن دفاترنا في { $count } موضعًا
   *[other] تختلف دفاتر مزوّد الدفع عن دفاترنا في { $count } موضع
}، أكبرها بمبلغ { $amount }. المدفوعات للبائعين متوقفة حتى تتطابق. شغّل «reconcile» لعرض القائمة.
told-books-agree = تطابقت دفاتر مزوّد الدفع مع دفاترنا من جديد. تستمر المدفوعات.
told-provider-access = يرفض مزوّد الدفع وصولنا إليه: المفتاح السري خاطئ أو استُبدل أو تنقصه صلاحية. لا شيء يضيع: المدفوعات والتحويلات والأحداث تنتظر. أدخل المفتاح الصحيح وأعد التشغيل.
notice-evidence-refused = لم يقبل مزوّد الدفع الأدلة الخاصة باسترداد عبر المصرف. تُعاد المحاولة حتى موعد المصرف؛ يُرجى أيضًا مراجعة صفحة المزوّد.
