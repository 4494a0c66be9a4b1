button-question = طرح سؤال
button-reply = الرد على المشرف
button-reply-to = الرد على سؤال { $at }
question-title = سؤال في قضية
question-intro = القضية { $code }. يقرأ الطرفان «مشرف القضية { $code }» ولا يريان اسمًا أبدًا.
question-ask-to = لمن السؤال؟
question-ask-to-label = إلى
question-to-buyer = المشتري
question-to-seller = البائع
question-to-both = الطرفان
question-ask-topic = ما السؤال؟ الأسئلة المعتادة يقرؤها كل شخص بلغته.
question-ask-topic-label = السؤال
question-ask-words = اسألوا بكلماتكم. تُنقل كما تكتبونها، تحت رمز القضية.
question-ask-words-label = بكلماتكم
topic-photos = صور الضرر
topic-words-photos = يُرجى إرسال صور الضرر: الشحنة كاملة، وكل قطعة متضررة عن قرب، والتغليف.
topic-shipment = إثبات الشحن
topic-words-shipment = يُرجى إرسال إثبات الشحن: إيصال الناقل مع التاريخ ورقم التتبع والمستلم.
topic-delivery = إثبات التسليم
topic-words-delivery = يُرجى إرسال إثبات التسليم: سند التسليم الموقّع، أو تأكيد الناقل مع التاريخ والاسم.
topic-label = ملصق الشحن
topic-words-label = يُرجى إرسال صورة لملصق الشحن يمكن قراءة العنوان ورقم التتبع فيها.
topic-settle = ما الذي ينهي الخلاف
topic-words-settle = ما الذي ينهي هذا الخلاف بالنسبة إليكم؟ يُرجى ذكر مبلغ أو ما ينبغي أن يحدث.
topic-own = شيء آخر
done-question = السؤال في طريقه. يصل الرد إلى سلسلة القضية، أو إلى محادثتكم الخاصة إن لم تكن لها سلسلة، وإلى ملف القضية.
question-from = يسأل مشرف القضية { $code }:
question-read-by-desk = يدخل ردكم في القضية، ولا يُعرض على الطرف الآخر.
question-read-by-both = طُرح هذا السؤال على الطرفين، وكل منهما يقرأ رد الآخر.
question-check = لا يكتب المشرفون إلا عبر هذا البوت. للتأكد من أن هذا حقيقي، أرسلوا: قضية { $code }
reply-title = الرد على المشرف
reply-ask = ما ردكم؟ يدخل في ملف القضية ولا يمكن سحبه.
reply-ask-label = ردكم
reply-from = القضية { $code }: وصل رد من { $who }.
done-reply = ردكم في القضية { $code }، وسيُبلَّغ مشرفها.
genuine-yes = حقيقي: { $code } هي القضية المتعلقة بصفقتكم { $deal }.
genuine-taken = يتولى أحد المشرفين هذه القضية.
genuine-free = لم يتولَّ أي مشرف هذه القضية بعد.
genuine-asked = سؤال من مشرف هذه القضية
genuine-nothing-asked = لم يُطرح عليكم أي سؤال في هذه القضية. من يقول غير ذلك ليس منا.
case-question = سؤال { $to ->
    [buyer] إلى المشتري
    [seller] إلى البائع
   *[both] إلى الطرفين
 }
case-reply = رد على سؤال
