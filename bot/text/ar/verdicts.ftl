# القرارات: النتيجة والسبب والبضاعة المعنية.
fact-verdict = القرار
fact-first-verdict = القرار قبل الاستئناف
first-verdict-amount = بموجبه يعود { $amount } إلى المشتري.
verdict = { $outcome } – { $reason }
verdict-settled = تسوية بين الطرفين
verdict-shipment = الشحنة { $number }
verdict-shipments = الشحنات ابتداءً من رقم { $number }
verdict-unshipped = لم تُشحن
verdict-line = { $line }: يُرد ثمن { $back } من { $goods }
verdict-share = يُرد ثمن { $back } من { $goods }: { $buyer } للمشتري، و{ $seller } للبائع قبل العمولة

outcome-lines = حسب الكمية
outcome-return = تُعاد البضاعة أولًا
why-not_delivered = لم تُسلَّم
why-late = بعد فوات الموعد
why-incomplete = غير مكتملة
why-not_as_described = ليست كما وُصفت
why-damaged_in_transit = تلفت أثناء النقل
why-as_agreed = سُلّمت كما اتُّفق
why-evidence_missing = لا دليل
why-settled = الطرفان متفقان
why-fraud = احتيال
why-other = سبب آخر
why-no_decision = لم يقرر أحد في الموعد
why-returned = عادت البضاعة
why-not_returned = لم تُعَد البضاعة

ruling-ask-units = { $line }، { $goods }: عن كم وحدة يسترد المشتري ماله؟ (فقط عند «حسب الكمية».)
ruling-ask-units-label = { $line }: استرداد عن
ruling-ask-reason = لأي سبب؟ سيقرؤه كل طرف بلغته.
ruling-ask-reason-label = السبب
send-back-title = الأمر بالإرجاع
send-back-then = يعيد المشتري البضاعة أولًا. وعندما تصل إلى البائع، أو إذا لم يعترض في الموعد:

stats-reasons = لماذا انتهت القضايا هكذا
case-verdict = { $act }: { $outcome } – { $reason }
