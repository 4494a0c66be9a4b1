# العروض المُبلَّغ عنها التي يسحبها المشرفون.
button-take-down = سحب العرض
button-put-back = إعادة العرض
take-down-ask = لماذا يُسحب العرض؟ سيُبلَّغ البائع بهذا السبب، والصفقات الجارية تستمر.
report-taken-down = سُحب: { $reason }
listing-taken-down = سحب أحد المشرفين هذا العرض: { $reason }. لم يعد المشترون يجدونه، والصفقات الجارية تستمر.
listing-is-taken-down = سحبه المشرفون
taken-down-forbidden = لا يجوز بيع هذه البضاعة هنا
taken-down-misleading = الوصف مضلِّل
taken-down-counterfeit = تقليد أو علامة تجارية للغير
taken-down-outside = التفاف على الدفع المحمي
taken-down-other = مخالف لقواعد هذا السوق
listing-note-taken-down = سحب أحد المشرفين عرضك «{ $listing }»: { $reason }. لم يعد أحد يجده أو يقدّم عليه عروضًا، ولا يعيده إلا المشرفون. الصفقات الجارية تستمر.
listing-note-put-back = أعاد أحد المشرفين عرضك «{ $listing }» كما كان.
button-see-listing = فتح العرض
error-taken-down = سحب أحد المشرفين هذا العرض، ولا يعيده إلا المشرفون.
