# Payment by bank transfer.

bank-receipt = حوالة مصرفية منتظرة
bank-refund = يرجى إعادة مال إلى مشترٍ
bank-payout = يرجى الدفع لبائع
bank-amount = المبلغ
bank-purpose = المرجع
bank-payee = إلى
bank-refund-where = أرسله إلى الحساب الذي جاء منه الدفع.
bank-second = أكّد ذلك مشغّل واحد. يجب أن يقول مشغّل ثانٍ الأمر نفسه.
bank-order-done = تمّ التأكيد.
bank-order-failed = لم يصل. يمكن المحاولة مجددًا من الصفقة.
bank-order-closed = لم تعد الصفقة تنتظره. إن وصل المال فأكّده: سيُعاد.
button-bank-arrived = وصل
button-bank-sent = أُرسل
button-bank-failed = عاد
page-bank = الدفع بحوالة مصرفية
page-bank-words = يرجى تحويل { $amount } إلى { $account } مع المرجع { $purpose }. ستخبرك المحادثة حالما يصل.
payout-ask-account = إلى أي حساب مصرفي يُدفع لك؟ رقم IBAN.
payout-ask-account-label = IBAN
problem-not-an-iban = هذا ليس رقم IBAN: هناك حرف أو رقم خاطئ أو ناقص.
