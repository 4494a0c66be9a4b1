## الأوراق: الاتفاقية
paper-page = صفحة { $page } من { $pages }
paper-agreement-title = اتفاقية شراء { $code }
paper-translation = ترجمة للقراءة فقط. النص الذي يُوقَّع ويُعتدّ به هو النص بهذه اللغة: { $language }.
paper-tax-id = الرقم الضريبي: { $id }
paper-terms = الشروط
paper-goods = البضاعة
paper-partial = الشحنات الجزئية
paper-yes = مسموح بها
paper-no = غير مسموح بها
paper-tolerance = التفاوت المسموح في الكمية
paper-po = رقم أمر الشراء
paper-notes = ملاحظات الطرفين
paper-conditions = الأحكام
paper-clause-binding = تُلزم هذه الاتفاقية الطرفين بعد توقيعهما معًا. وحتى التوقيع الثاني يحق لكل طرف أن يسحب توقيعه. ولا يُسحب أي مال قبل ذلك.
paper-clause-money = يحتفظ مزود الدفع التابع للسوق بالمبلغ الكامل في إطار { -protection }. ويُدفع للبائع بعد خصم عمولة السوق عندما يقبل المشتري البضاعة أو تنتهي مدة الفحص.
paper-clause-early = { $hours ->
    [zero] لا يجوز للمشتري وحده إلغاء الطلب بعد إبرامه ({ $hours }).
    [one] خلال ساعة واحدة ({ $hours }) من الطلب، وما دام البائع لم يبدأ تجهيزه أو شحنه، يجوز للمشتري وحده إلغاؤه كاملًا.
    [two] خلال ساعتين ({ $hours }) من الطلب، وما دام البائع لم يبدأ تجهيزه أو شحنه، يجوز للمشتري وحده إلغاؤه كاملًا.
    [few] خلال { $hours } ساعات من الطلب، وما دام البائع لم يبدأ تجهيزه أو شحنه، يجوز للمشتري وحده إلغاؤه كاملًا.
    [many] خلال { $hours } ساعة من الطلب، وما دام البائع لم يبدأ تجهيزه أو شحنه، يجوز للمشتري وحده إلغاؤه كاملًا.
   *[other] خلال { $hours } ساعة من الطلب، وما دام البائع لم يبدأ تجهيزه أو شحنه، يجوز للمشتري وحده إلغاؤه كاملًا.
}
paper-clause-inspection = { $days ->
    [zero] يفحص المشتري البضاعة عند التسليم ويقبلها أو يفتح نزاعًا. السكوت يُعدّ قبولًا. ({ $days })
    [one] يفحص المشتري البضاعة خلال يوم واحد ({ $days }) من التسليم ويقبلها أو يفتح نزاعًا. السكوت يُعدّ قبولًا.
    [two] يفحص المشتري البضاعة خلال يومين ({ $days }) من التسليم ويقبلها أو يفتح نزاعًا. السكوت يُعدّ قبولًا.
    [few] يفحص المشتري البضاعة خلال { $days } أيام من التسليم ويقبلها أو يفتح نزاعًا. السكوت يُعدّ قبولًا.
    [many] يفحص المشتري البضاعة خلال { $days } يومًا من التسليم ويقبلها أو يفتح نزاعًا. السكوت يُعدّ قبولًا.
   *[other] يفحص المشتري البضاعة خلال { $days } يوم من التسليم ويقبلها أو يفتح نزاعًا. السكوت يُعدّ قبولًا.
}
paper-clause-disputes = عند النزاع يبقى المال محتجزًا حتى يتفق الطرفان أو يقرر مشرف من السوق.
paper-clause-form = يوقّع الطرفان بتوقيع إلكتروني بسيط: اسم مكتوب تحت هذا النص بعينه ومرتبط ببصمته. وحيث يشترط القانون شكلًا آخر (كالوصايا وشؤون الأسرة وأوراق المحاكم والعقود الموثقة) لا يمكن الاتفاق هنا على شيء.
paper-clause-language = يُعتدّ بالنص بهذه اللغة: { $language }؛ والترجمات للقراءة فقط.
paper-clause-keeping = تُحفظ الاتفاقية وسجلات توقيعاتها عشر سنوات على الأقل. ويمكن لكل طرف تصديرها في أي وقت.
paper-fingerprint = بصمة النص (SHA-256)
paper-fingerprint-words = عُرضت البصمة نفسها في المحادثة قبل كل توقيع. وهي تتغير بتغير أي حرف من النص.

## الأوراق: الشهادة
paper-certificate-title = شهادة التوقيعات { $code }
paper-certificate-intro = وقّع الطرفان الاتفاقية { $code } بتوقيع إلكتروني بسيط. وتبيّن هذه الشهادة كيف تم ذلك.
paper-signature-of = التوقيع عن { $company } ({ $role })
paper-typed-name = الاسم المكتوب
paper-company = الشركة والدور
paper-agreement-id = الاتفاقية والنسخة
paper-text-hash = SHA-256 للنص
paper-document-hash = SHA-256 لملف PDF
paper-consent = الموافقة
paper-shown-at = وقت عرض النص
paper-signed-at = وقت التوقيع
paper-account = الحساب
paper-platform = المنصة والمساحة والمستخدم
paper-message = الرسالة (النص في)
paper-event = حدث الضغط
paper-linked = ربط الحساب
paper-address-agent = عنوان IP والبرنامج
paper-not-told = غير متاح
paper-record = السجل والرقم
paper-record-hash = SHA-256 للسجل
paper-previous-hash = SHA-256 السابق
paper-seal = المفتاح والختم (Ed25519)
paper-no-ip = لا تخبر منصات المحادثة البوت بعنوان IP ولا بجهاز الشخص. وتقوم مقامهما معرّفات المنصة أعلاه: المساحة والمستخدم والرسالة والحدث.
paper-check = يمكن لأي أحد التحقق من الأختام دون هذا السوق، بحزمة الأدلة والمفاتيح المنشورة: { $command }

## الأوراق: المال
paper-receipt-title = إيصال { $number }
paper-receipt-intro = استلمنا { $amount } من المشتري. والمال محفوظ في إطار { -protection }.
paper-paid-at = تاريخ الاستلام
paper-amount = المبلغ
paper-payment = الدفعة
paper-provider-ref = لدى مزود الدفع
paper-held-note = يُدفع المال للبائع عندما يقبل المشتري البضاعة أو تنتهي مدة الفحص؛ وعند النزاع يبقى محتجزًا حتى تسويته.
paper-what = الوصف
paper-deal = الصفقة
paper-invoice-title = فاتورة { $number }
paper-invoice-paid = دُفعت في { $at }؛ لا شيء مستحق.
paper-invoice-note = أصدرها السوق باسم البائع. المبالغ كما اتُّفق عليها؛ ولا تُذكر هنا الضرائب المستحقة على البائع إلا إذا اتفق الطرفان عليها.
paper-release-title = كشف التسوية { $number }
paper-release-intro = قُسم المبلغ المحتجز في { $at } كما يلي.
paper-to-seller = للبائع
paper-to-buyer = يعود إلى المشتري
paper-commission = عمولة السوق
paper-commission-tax = الضريبة على العمولة
paper-commission-title = فاتورة العمولة { $number }
paper-issued-by = صادرة عن
paper-issued-to = صادرة إلى
paper-commission-line = عمولة بنسبة { $percent } على بضاعة الصفقة { $code }
paper-commission-kept = خُصمت من الدفعة في { $at }؛ لا شيء مستحق.

## الأوراق في المحادثة
papers-agreement = يرجى قراءة النص كاملًا. المستند يحوي النص نفسه.
papers-translation = النص نفسه بلغتك، للقراءة فقط:
papers-signed = وقّع الطرفان. هذه نسختك من الاتفاقية { $code } وشهادة التوقيعين.
papers-paid = وصلت دفعة الصفقة { $code }: الإيصال والفاتورة.
papers-released-seller = دُفعت الصفقة { $code }: كشف التسوية وفاتورة عمولتنا.
papers-released-buyer = سُوّيت الصفقة { $code }: كشف التسوية.
papers-file-agreement = agreement-{ $code }.pdf
papers-file-certificate = certificate-{ $code }.pdf
papers-file-receipt = receipt-{ $code }.pdf
papers-file-invoice = invoice-{ $code }.pdf
papers-file-release = statement-{ $code }.pdf
papers-file-commission = commission-{ $code }.pdf
papers-file-export = parley-{ $code }.zip
papers-pay-code = أو امسح هذا الرمز للدفع من جهاز آخر.

## التوقيع
consent-1 = أوافق على توقيع هذه الاتفاقية إلكترونيًا، بتوقيع إلكتروني بسيط، عن شركتي. قرأت النص الذي له هذه البصمة. سأحصل على نسخة ويمكنني تصديرها في أي وقت.
sign-again-late = عُرض النص قبل أكثر من ربع ساعة. يرجى كتابة اسمك مرة أخرى.
sign-again-changed = تغيّر النص. يرجى قراءته مرة أخرى ثم كتابة اسمك.
act-withdraw_signature = سحب التوقيع
confirm-withdraw_signature = هل تريد سحب توقيع طرفك؟ ستنتظره الاتفاقية من جديد. وما سُجّل يبقى مسجلًا.
done-withdraw_signature = سُحب توقيع طرفك.
notice-signature-withdrawn = سحب الطرف الآخر توقيعه.
error-ceremony-incomplete = قبل التوقيع يجب عرض النص والمستند والموافقة. يرجى فتح الاتفاقية مرة أخرى.
error-press-too-late = عُرض النص قبل وقت طويل. يرجى فتح الاتفاقية مرة أخرى.

## التصدير
button-export = تصدير أوراقي
export-words = { $deals ->
    [zero] لا توجد صفقات ({ $deals }).
    [one] هنا كل ما يخص صفقة واحدة ({ $deals }): الاتفاقية والتوقيعات والرسائل والدفعات والأوراق.
    [two] هنا كل ما يخص صفقتين ({ $deals }): الاتفاقيات والتوقيعات والرسائل والدفعات والأوراق.
    [few] هنا كل ما يخص { $deals } صفقات: الاتفاقيات والتوقيعات والرسائل والدفعات والأوراق.
    [many] هنا كل ما يخص { $deals } صفقة: الاتفاقيات والتوقيعات والرسائل والدفعات والأوراق.
   *[other] هنا كل ما يخص { $deals } صفقة: الاتفاقيات والتوقيعات والرسائل والدفعات والأوراق.
}
export-none = ليس لدى شركتك اتفاقيات بعد.
