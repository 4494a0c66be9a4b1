# المصطلحات. من لديه ترخيص حساب ضمان يغيّر هذا السطر وحده.
-protection = دفع محمي

## في كل مكان
nothing-yet = –
days = { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
button-home = الرئيسية
button-back = رجوع
button-more = المزيد
button-cancel = إلغاء
button-next = التالي
button-send = إرسال
button-skip = تخطٍّ
button-edit = تغيير: { $what }
button-fill-in = ملء النموذج
button-continue = متابعة
button-browse = تصفّح
button-deals = صفقاتي
button-sell = بيع منتج
button-my-listings = منتجاتي
button-register = انضمام
button-profile = الملف
button-queue = القضايا المفتوحة
button-help = مساعدة
button-refresh = تحديث
button-message = مراسلتهم
button-open-deal = فتح الصفقة
button-agreement = الاتفاقية
button-address = تغيير العنوان
button-make-offer = تقديم عرض
button-ask-seller = سؤال البائع
button-all-here = عرض كل ما هنا
button-pause = إيقاف مؤقت
button-resume = إعادة للبيع
button-restock = تغيير المخزون
button-send-offer = إرسال العرض
button-sign = أوقّع
button-ship = تم الشحن
button-ask = إرسال الطلب
button-open-dispute = فتح النزاع
button-publish = نشر
button-join = انضمام

## الرئيسية والمساعدة
home-title = سوق Parley
home-member = تتعاملون باسم { $company }
home-stranger = تصفّحوا بحرية. لتقديم العروض أو البيع، انضمّوا أولًا مع شركتكم.
home-staff = أنتم من فريق هذا السوق: تعرض قائمة الانتظار القضايا المفتوحة. وللتعامل بأنفسكم انضموا بشركة.
home-greeting = كل شيء يجري هنا في المحادثة: إيجاد البضاعة، التفاوض، { -protection }، التوقيع، الشحن، التسوية.
help-title = كيف تسير الصفقة
help-body = 1. اعثروا على منتج وقدّموا عرضًا؛ فيقبله الطرف الآخر أو يقدّم عرضًا مقابلًا أو يرفضه.
    2. يطلب البائع الدفع. يُحتجز مال المشتري ولا يُصرف.
    3. يقرأ الطرفان الاتفاقية ويوقّعانها.
    4. يشحن البائع. ويؤكّد المشتري الاستلام ويفحص ويقبل.
    5. عندئذ فقط يُدفع للبائع. إن كانت هناك مشكلة فافتحوا نزاعًا: يبقى المال في مكانه.
unknown-command = لا أعرف هذه الكلمة. اكتبوا «مساعدة» لتروا ما أفهمه.
not-understood = لم أفهم المقصود. اكتبوا «مساعدة»، أو استخدموا أزرار الصفقة لمراسلة الطرف الآخر.
media-not-here = لا يوجد هنا ما يمكنني استخدام ملف فيه. أرسله ردًّا على رسالة أو على بطاقة صفقة، أو حين أسألك عن شيء؛ وإن كانت لديك صفقة مفتوحة فسأسألك لأيها هو.
nothing-to-cancel = لا يوجد ما يُلغى.

## الفهرس
categories-title = الفئات
categories-hint = اختاروا فئة، أو اكتبوا «تصفح» وما تبحثون عنه.
categories-empty = لا يوجد شيء معروض للبيع بعد.
listing-line = { $price } { $unit }
listings-none = لا يوجد شيء معروض للبيع هنا حاليًا.
listing-paused = هذا المنتج موقوف مؤقتًا.
search-title = نتائج «{ $words }»
search-none = لم نجد شيئًا. جرّبوا كلمات أقل أو كلمات أخرى.
my-listings-title = منتجاتي
my-listings-none = ليس لديكم شيء معروض للبيع بعد.
fact-price = السعر
fact-minimum = الحد الأدنى للطلب
fact-available = المتاح
fact-seller = البائع
fact-buyer = المشتري

## الصفقات
deals-title = صفقاتي
deals-empty = لا توجد صفقات بعد. تصفّحوا وقدّموا عرضًا.
deals-line = { $mark }{ $state } · مع { $other }
deals-your-turn = دوركم ·{" "}
deal-title = الصفقة { $code } · { $product }
deal-no-offer = لم يُقدَّم أي عرض بعد.
offer-on-the-table = العرض رقم { $number } من { $author } مطروح حتى { $until }.
offer-active = العرض رقم { $number } مطروح.
offer-countered = رُدّ على العرض رقم { $number } بعرض مقابل.
offer-accepted = قُبل العرض رقم { $number }.
offer-declined = رُفض العرض رقم { $number }. يمكن لأي من الطرفين تقديم عرض جديد.
offer-withdrawn = سُحب العرض رقم { $number }. يمكن لأي من الطرفين تقديم عرض جديد.
offer-expired = انتهت صلاحية العرض رقم { $number }. يمكن لأي من الطرفين تقديم عرض جديد.
terms-delivery = { $incoterm } { $place }
fact-quantity = الكمية
fact-unit-price = سعر الوحدة
fact-freight = أجرة الشحن
fact-total = الإجمالي
fact-commission = عمولة السوق، على البائع
fact-you-get = تحصلون على
you-get = { $amount } بعد قبول كل شيء؛ العمولة { $commission }، والضريبة عليها { $tax }
fact-delivery = التسليم
fact-lead-time = مهلة الشحن
fact-inspection = الفحص
fact-payment = الدفع
fact-signature = توقيع { $name }
fact-held = محتجز بصفة { -protection }
fact-payout = المصروف للبائع
fact-refund = المُعاد إلى المشتري
fact-ship-by = آخر موعد للشحن
fact-shipment = الشحنة { $number }
fact-dispute = النزاع
fact-reason = السبب
fact-answer = رد { $by ->
    [seller] البائع
    [buyer] المشتري
   *[side] أحد الطرفين
}
fact-before-dispute = قبل النزاع
fact-moderator = المشرف
fact-name = الاسم
fact-company = الشركة
fact-address = عنوان التسليم
fact-currency = العملة
fact-payout-account = حساب استلام المدفوعات
shipment-line = { $goods } مع { $carrier }، رقم التتبع { $tracking }: { $status }
partly-shipped = تم شحن { $shipped } من أصل { $ordered }.
signed-yes = تم التوقيع
signed-no = ليس بعد
payment-was-declined = رُفضت آخر محاولة دفع. لا تزال الصفحة مفتوحة لمحاولة أخرى.
payment-created = بانتظار المشتري
payment-requires_action = بانتظار مصرف المشتري
payment-authorized = محتجز على بطاقة المشتري
payment-paid = تم استلامه واحتجازه
payment-failed = لم تنجح العملية
payment-cancelled = أُلغي، ولم يُخصم شيء
payment-released = صُرف للبائع
payment-refunded = أُعيد إلى المشتري
payment-refunding = قيد الإعادة إلى المشتري
payment-split = قُسّم بين الطرفين
payment-partially_released = صُرف جزئيًا
payment-charged_back = استردّه مصرف المشتري
payout-pending = { $amount }، في الطريق
payout-in_transit = { $amount }، في الطريق
payout-paid = { $amount }، تم
payout-failed = { $amount }، رفضه مزوّد خدمة الدفع
payout-reversed = { $amount }، استردّه مزوّد خدمة الدفع
refund-pending = { $amount }، في الطريق
refund-done = { $amount }، تم
refund-failed = { $amount }، لم يصل؛ نحن نتحقق من الأمر
money-preview = للمشتري: { $buyer }. للبائع: { $seller }. العمولة: { $commission }، والضريبة عليها: { $tax }.
request-cancel-own = طلبتم الإلغاء. يمكن للطرف الآخر الرد حتى { $until }؛ وعدم الرد يُعدّ رفضًا.
request-cancel-other = يطلب الطرف الآخر الإلغاء. يُرجى الرد حتى { $until }؛ وعدم الرد يُعدّ رفضًا.
request-extension-own = طلبتم مهلة حتى { $date }. يمكن للمشتري الرد حتى { $until }؛ وعدم الرد يُعدّ رفضًا.
request-extension-other = يطلب البائع مهلة حتى { $date }. يُرجى الرد حتى { $until }؛ وعدم الرد يُعدّ رفضًا.
request-settlement-own = تقترحون أن يعود { $amount } إلى المشتري والباقي إلى البائع. يمكن للطرف الآخر الرد حتى { $until }.
request-settlement-other = يقترح الطرف الآخر أن يعود { $amount } إلى المشتري والباقي إلى البائع. يُرجى الرد حتى { $until }.
request-settlement-desk = يقترح { $who } أن يعود { $amount } إلى المشتري والباقي إلى البائع. يمكن للطرف الآخر الرد حتى { $until }.
request-approval-own = هناك قبول ينتظر زميلًا بحدّ أعلى، حتى { $until }.
request-approval-other = الطرف الآخر يدرس الأمر.
shipment-in_transit = في الطريق
shipment-claimed = يقول البائع إنها وصلت
shipment-delivered = سُلّمت
shipment-accepted = قُبلت ودُفع ثمنها
shipment-returned = أُعيدت
shipment-exception = متعطّلة
fact-chargeback = استرداد عبر المصرف
chargeback-warning = نبّهنا مصرف المشتري بشأن { $amount }
chargeback-came_true = كان مصرف المشتري قد نبّهنا بشأن { $amount } قبل أن يسحب المال
chargeback-needs_response = استردّ مصرف المشتري { $amount }؛ نحن نرد
chargeback-won = أعاد المصرف { $amount }
chargeback-lost = احتفظ المصرف بمبلغ { $amount }
stopped-by-operator = أوقف أحد مشغّلي السوق هذه الصفقة مؤقتًا. كل المهل لديكم متوقفة.
ruling-waits = هناك قرار ينتظر مشرفًا ثانيًا: { $outcome }.
return-ordered = أمر المشرف بالإرجاع: يعيد المشتري البضاعة حتى { $at }.
return-shipped = البضاعة في طريق العودة؛ يؤكّد البائع حتى { $at }.
evidence-wanted = يطلب المشرف أدلة من الطرفين حتى { $at }.
fact-evidence = الأدلة
fact-appeal = الاستئناف

state-negotiating = تفاوض على السعر
state-agreed = تم الاتفاق؛ الخطوة التالية أن يطلب البائع الدفع
state-awaiting_payment = بانتظار الدفع
state-awaiting_signatures = المال محتجز؛ بانتظار التوقيعين
state-placed = تم تأكيد الطلب
state-in_progress = قيد التجهيز
state-shipped = تم الشحن
state-delivered = تم التسليم؛ قيد الفحص
state-disputed = في نزاع؛ المال مجمّد
state-decided = صدر القرار؛ لا يزال الاستئناف ممكنًا
state-completed = مكتملة
state-cancelled = ملغاة
state-closed = انتهى التفاوض
state-payment_expired = لم تُدفع في الوقت المحدد
state-voided = لم تُوقَّع

turn-you = الدور لكم.
turn-buyer = الدور للمشتري.
turn-seller = الدور للبائع.
turn-both = يمكن لأي من الطرفين التصرف الآن.
turn-parts = يشحن البائع الباقي، ويفحص المشتري ما وصل.
turn-desk = ينظر أحد المشرفين في الأمر.
turn-free = القضية في انتظار أن يتولاها أحد المشرفين.
turn-provider = يجري سؤال مزوّد خدمة الدفع؛ يستغرق ذلك لحظة.
turn-nobody = لم يبق شيء للقيام به.

silence-expire_offer = إن لم يرد أحد، تنتهي صلاحية العرض في { $at }.
silence-expire_talks = إن لم يقدّم أحد عرضًا، ينتهي التفاوض في { $at }.
silence-give_up_gateway = إن لم يطلب البائع الدفع، تنتهي الصفقة في { $at }.
silence-expire_payment = إن لم يُدفع المبلغ، تنتهي الصفقة في { $at }.
silence-expire_signing = إن لم يوقّع الطرفان، يُعاد المال في { $at }.
silence-cancel_unshipped = إن لم يُشحن شيء، يُلغى الطلب ويُعاد المال في { $at }.
silence-cancel_rest = إن لم يُشحن الباقي، يُلغى في { $at } ويُعاد ثمنه.
cancel-alone-until = حتى { $at }، وما دام البائع لم يبدأ، يمكنكم الإلغاء وحدكم. وبعد ذلك يمكنكم طلب موافقة البائع.
silence-lapse_request = إن لم يرد أحد، يسقط الطلب في { $at }.
silence-dispute_silence = إن لم يقل أحد شيئًا، يُستدعى أحد المشرفين في { $at }.
silence-auto_release = إن لم يقل المشتري شيئًا، يُدفع للبائع في { $at }.
silence-resolve = إن لم يعترض أحد، يُنفَّذ القرار في { $at }.
silence-lapse_approval = إن لم يوافق أي زميل، يبقى العرض مفتوحًا؛ ويُعاد السؤال في { $at }.
silence-count_claim = إن لم يعترض المشتري، تُعدّ البضاعة مُسلَّمة في { $at }.
silence-auto_accept_part = إن لم يقل المشتري شيئًا، يُدفع ثمن الجزء الذي وصل في { $at }.
silence-reach_hold_limit = يحتجز مزوّد خدمة الدفع المال لمدة محدودة: تجري تسوية ما بقي في { $at }.
silence-force_decision = يحتجز مزوّد خدمة الدفع المال لمدة محدودة: يجب البتّ ابتداءً من { $at }.
silence-decide_by_default = دون قرار، تُحسم القضية وفق القواعد في { $at }: رد المبلغ، ما لم يثبت الناقل التسليم.
silence-escalate = إن لم يأتِ رد، أو لم يتولَّها أي مشرف، يُنبَّه فريق السوق مرة أخرى في { $at }.
silence-miss_return = إن لم يحدث شيء في الإرجاع، تُحسم القضية وفق القاعدة في { $at }.
silence-first_decision_stands = دون قرار جديد، يسري القرار الأول في { $at }.
silence-respond_to_chargeback = تُرسل الأدلة إلى المصرف في { $at }.
silence-free_reserve = يُصرف المبلغ الاحتياطي في { $at }.
silence-retry_payout = تُعاد محاولة الصرف في { $at }.

ended-declined = أنهاها أحد الطرفين.
ended-expired = انتهت لأن أحدًا لم يكتب بعد ذلك.
ended-payment_timeout = انتهت لأن المبلغ لم يُدفع في الوقت المحدد.
ended-signing_timeout = انتهت لأن الطرفين لم يوقّعا في الوقت المحدد. لم يُخصم شيء من المشتري.
ended-chargeback = انتهت لأن مصرف المشتري استردّ الدفعة.

## الخطوات
act-pay = ادفعوا { $amount }
act-accept = قبول
act-offer = عرض مقابل / عرض جديد
act-decline = رفض
act-withdraw = سحب عرضي
act-end_talks = إنهاء التفاوض
act-request_payment = طلب الدفع
act-sign = القراءة والتوقيع
act-refuse_to_sign = عدم التوقيع
act-start = بدء التجهيز
act-ship = شحن
act-received = استلمت البضاعة
act-accept_goods = قبول البضاعة
act-cancel_early = إلغاء الطلب
act-cannot_supply = لا أستطيع التوريد
act-cancel_overdue = إلغاء بسبب التأخر
act-ask_to_cancel = طلب الإلغاء
act-agree_to_cancel = الموافقة على الإلغاء
act-ask_for_time = طلب مزيد من الوقت
act-agree_to_time = الموافقة على الموعد
act-refuse_request = رفض الطلب
act-dispute = هناك مشكلة
act-answer_dispute = رد
act-withdraw_dispute = سحب النزاع
act-take_case = تولّي القضية
act-hand_over = تسليم القضية
act-rule = إصدار القرار
act-accept_decision = قبول القرار
act-retry_payout = إعادة محاولة الصرف
act-ask_for_approval = طلب موافقة زميل
act-approve = موافقة وقبول
act-refuse_approval = عدم الموافقة
act-pay_again = صفحة دفع جديدة
act-renew = تجديد بالشروط نفسها
act-claim_delivery = وصلت البضاعة
act-contest_delivery = لم تصل البضاعة
act-accept_part = قبول هذا الجزء
act-add_evidence = إضافة أدلة
act-propose_settlement = اقتراح تسوية
act-agree_to_settlement = الموافقة على التسوية
act-ask_for_evidence = طلب أدلة
act-order_return = الأمر بالإرجاع
act-ship_back = أعدت شحن البضاعة
act-confirm_return = عادت البضاعة
act-confirm_ruling = تأكيد القرار
act-reject_ruling = عدم التأكيد
act-appeal = استئناف
act-repeat_refund = إعادة إرسال المبلغ
act-freeze = إيقاف هذه الصفقة
act-unfreeze = استئناف الصفقة

confirm-accept = هل تقبلون هذه الشروط؟ ستصبح هي الاتفاقية.
confirm-end_talks = هل تنهون هذا التفاوض؟ تسقط العروض المفتوحة.
confirm-refuse_to_sign = هل ترفضون التوقيع؟ تنتهي الصفقة ويُفرج عن مال المشتري.
confirm-accept_goods = هل تقبلون البضاعة وتدفعون للبائع؟ لا يمكن التراجع عن ذلك.
confirm-cancel_early = هل تلغون الطلب؟ يعود المال كله إلى المشتري.
confirm-cannot_supply = هل تتخلون عن هذا الطلب؟ يعود المال كله إلى المشتري.
confirm-cancel_overdue = هل تلغون الطلب المتأخر؟ يعود المال كله إليكم.
confirm-agree_to_cancel = هل توافقون على الإلغاء؟ يعود المال كله إلى المشتري.
confirm-withdraw_dispute = هل تسحبون النزاع؟ تستمر الصفقة من حيث كانت.
confirm-accept_decision = هل تقبلون القرار وتتنازلون عن الاستئناف؟ عندما يقبل الطرفان يُنفَّذ فورًا.
confirm-approve = هل توافقون على هذه الشروط؟ ستصبح هي الاتفاقية.
confirm-accept_part = هل تقبلون هذا الجزء وتدفعون ثمنه للبائع؟ لا يمكن التراجع عن ذلك.
confirm-agree_to_settlement = هل توافقون على هذه التسوية؟ تُنفَّذ فورًا.
confirm-confirm_return = هل عادت البضاعة إليكم؟ يُردّ المبلغ إلى المشتري فورًا.
confirm-confirm_ruling = هل تؤكّدون هذا القرار بصفتكم المشرف الثاني؟

done-accept = قبلتم العرض.
done-offer = أُرسل عرضكم.
done-decline = رفضتم العرض.
done-withdraw = سحبتم عرضكم.
done-end_talks = أنهيتم التفاوض.
done-request_payment = يجري تجهيز صفحة الدفع للمشتري.
done-sign = وقّعتم.
done-refuse_to_sign = لم توقّعوا. سيُفرج عن المال.
done-start = سُجّل: أنتم تجهّزون البضاعة.
done-ship = سُجّل: تم الشحن.
done-received = سُجّل: تم الاستلام. يُرجى فحص البضاعة الآن.
done-accept_goods = قبلتم البضاعة. يجري الدفع للبائع.
done-cancel_early = أُلغي الطلب. المال في طريق العودة.
done-cannot_supply = أُلغي الطلب. المال في طريق العودة إلى المشتري.
done-cancel_overdue = أُلغي الطلب. المال في طريق العودة.
done-agree_to_cancel = أُلغي الطلب. المال في طريق العودة إلى المشتري.
done-agree_to_time = يسري الموعد الجديد.
done-refuse_request = رفضتم الطلب.
done-withdraw_dispute = سُحب النزاع.
done-take_case = القضية لديكم الآن.
done-hand_over = القضية متاحة من جديد.
done-accept_decision = قبلتم القرار.
done-retry_payout = الصرف في الطريق من جديد.
done-ask_for_approval = سُئل زملاؤكم.
done-approve = وافقتم، وقُبل العرض.
done-refuse_approval = لم توافقوا.
done-pay_again = يجري تجهيز صفحة دفع جديدة.
done-renew = الصفقة مفتوحة من جديد. يمكن للبائع طلب الدفع.
done-claim_delivery = سُجّل. يمكن للمشتري الاعتراض خلال يومين.
done-contest_delivery = سُجّل: لم تصل البضاعة.
done-accept_part = قبلتم هذا الجزء. يجري الدفع للبائع عنه.
done-evidence = حُفظت أدلتكم في الملف.
done-settlement = اقتراحكم لدى الطرف الآخر.
done-agree_to_settlement = وافقتم على التسوية. يجري تنفيذها.
done-ask_for_evidence = طُلبت الأدلة من الطرفين.
done-order_return = صدر الأمر بالإرجاع.
done-return = سُجّل: أُعيد الشحن.
done-confirm_return = سُجّل: عادت البضاعة. يجري رد المبلغ إلى المشتري.
done-confirm_ruling = تأكّد القرار ونُشر.
done-reject_ruling = لم يتأكّد القرار.
done-appeal = حُفظ استئنافكم. سينظر فيه مشرف آخر.
done-repeat_refund = المبلغ المُعاد في الطريق من جديد.
done-freeze = أُوقفت الصفقة.
done-unfreeze = سُجّل. يجب أن يوافق مشغّل ثانٍ قبل المتابعة.
done-cancel = طلبتم الإلغاء.
done-extension = طلبتم مزيدًا من الوقت.
done-dispute = فُتح النزاع والمال مجمّد.
done-answer = حُفظ ردكم في الملف.
done-rule = نُشر القرار.

## الزملاء
invite-title = دعوة زميل
invite-code = يكتب لي زميلكم: انضمام { $code } ثم اسمه
invite-hint = يعمل الرمز مرة واحدة ولمدة يوم واحد. يمكنكم ذكر دور (owner, trader, signatory, viewer) وحدّ، مثلًا: دعوة trader 5000

## الملف
profile-title = الملف
profile-none = لم تنضمّوا بعد.
payout-account-ready = جاهز
payout-account-none = غير مربوط بعد

## مكتب الإشراف
queue-title = القضايا المفتوحة
queue-empty = لا توجد قضايا مفتوحة.
dispute-open = مفتوح
dispute-in_progress = لدى مشرف
dispute-decided = صدر القرار
dispute-resolved = محسوم
case-code = القضية { $code }
case-somebody = لدى أحدهم
reason-not_delivered = لم تُسلَّم
reason-damaged = تالفة
reason-not_as_agreed = ليست كما اتُّفق
reason-fraud = احتيال
reason-other = سبب آخر
outcome-release = الدفع للبائع
outcome-refund = رد المبلغ إلى المشتري
outcome-split = تقسيم

## الصفحة بعد الدفع
page-paid = شكرًا لكم
page-paid-words = يمكنكم إغلاق هذه الصفحة. ستعرض محادثتكم ما يلي.
page-not-paid = لم يتم الدفع
page-not-paid-words = لم يُخصم شيء. يمكنكم الدفع لاحقًا من الصفقة في محادثتكم.

## قائمة الأوامر
menu-start = ترحيب، وما يمكنكم فعله الآن
menu-browse = تصفّح المعروض للبيع
menu-deals = صفقاتكم
menu-sell = عرض منتج للبيع
menu-listings = منتجاتكم
menu-ship = الإبلاغ عن شحنة: الصفقة، الناقل، رقم التتبع
menu-profile = شركتكم وعنوانكم
menu-help = كيف تسير الصفقة
menu-cancel = ترك النموذج
