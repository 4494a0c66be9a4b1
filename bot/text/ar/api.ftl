## The interface for programmes: refusals
error-sign-in-again = يرجى تسجيل الدخول: الرمز غير موجود أو لم يعد صالحًا.
error-bad-credentials = البريد وكلمة المرور، أو الرمز، غير متطابقين.
error-proof-needed = يرجى إثبات هويتك مرة أخرى أولًا: «confirm» في المحادثة، أو POST /api/auth/proof للبرامج.
error-scope-missing = هذا المفتاح لم يُنشأ لذلك: ينقصه «{ $scope }».
error-key-reused = استُخدم Idempotency-Key هذا لطلب آخر من قبل.
error-version-changed = تغيّر هذا منذ قرأته. يرجى قراءته مرة أخرى.
problem-too-common = كلمة المرور هذه من أول ما يُجرَّب. يرجى اختيار غيرها.
problem-fixed = لا يمكن تغيير هذا هنا.
problem-unreadable = لا يمكن قراءة هذا على أنه { $expected }.
problem-unknown-field = لا يوجد حقل بهذا الاسم.
problem-too-little = هذا قليل جدًا: { $least } على الأقل.
problem-not-an-address = هذا ليس عنوان https يُرسَل إليه شيء.
problem-missing = هذا ناقص.
problem-bad-body = المحتوى ليس JSON مقروءًا.
problem-bad-method = لهذا العنوان طرق أخرى.
problem-too-large = المحتوى أكبر مما يُقبل.

## Titles of problems, by HTTP status
api-title-401 = لم يتم تسجيل الدخول
api-title-403 = غير مسموح
api-title-404 = غير موجود
api-title-405 = الطريقة غير مسموحة
api-title-409 = غير ممكن الآن
api-title-412 = تغيّر في الأثناء
api-title-413 = كبير جدًا
api-title-422 = غير مفهوم
api-title-429 = مرات كثيرة
api-title-500 = خطأ منا

## Signing in elsewhere from a chat
note-signed-in = سجّلت الدخول للتو في مكان آخر برمز من هذه المحادثة. إن لم تكن أنت، فاكتب هنا «logout».
login-title = تسجيل الدخول في مكان آخر
login-words = بهذا الرمز يسجّل برنامجك الدخول باسمك، مرة واحدة وخلال عشر دقائق. لا تكتبه حيث لا تثق.
login-code = الرمز
login-hint = POST { $address } مع code
login-out = تم تسجيل خروجك من كل مكان ما عدا محادثاتك، ولم تعد مفاتيحك صالحة.
problem-key-not-here = لا يمكن تكرار هذا الطلب بمفتاح. احذف المفتاح وتحقّق قبل إرساله من جديد.
