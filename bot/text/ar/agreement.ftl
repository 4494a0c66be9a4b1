## الاتفاقية
agreement-heading = الاتفاقية
agreement-title = اتفاقية شراء { $code }
agreement-parties = بين { $buyer } (المشتري) و{ $seller } (البائع).
agreement-goods = 1. البضاعة: { $quantity } من «{ $product }».
agreement-price = 2. السعر: { $unit_price } للوحدة، أجرة الشحن { $freight }، الإجمالي { $total }.
agreement-delivery = 3. التسليم: { $delivery }؛ مهلة الشحن من تاريخ الطلب بالأيام: { $lead }.
agreement-parts = 4. الشحنات الجزئية: { $partial }. التفاوت المسموح في الكمية: { $tolerance } %.
agreement-inspection = 5. يفحص المشتري البضاعة بعد التسليم فيقبلها أو يفتح نزاعًا. المهلة بالأيام: { $days }. ويُعدّ السكوت قبولًا.
agreement-money = 6. يحتجز مزوّد خدمة الدفع لدى السوق المبلغ الإجمالي بصفته { -protection }، ويُصرف إلى البائع بعد خصم عمولة السوق عندما يقبل المشتري أو تنتهي مهلة الفحص.
agreement-disputes = 7. عند النزاع يبقى المال محتجزًا إلى أن يتفق الطرفان أو يقرر أحد مشرفي السوق.
agreement-po = 8. رقم أمر الشراء: { $number }.
agreement-notes = ملاحظات: { $notes }
