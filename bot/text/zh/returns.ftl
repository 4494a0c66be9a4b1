## 已提议的退货，或双方都不再需要的退货
act-give_up_return = 不退货
confirm-give_up_return = 您不再需要退货了吗？对方也这样表示后，退货即取消，由调解员重新裁定。
done-give_up_return = 已记录。对方也这样表示后，退货即取消。
act-call_off_return = 取消退货
confirm-call_off_return = 取消退货？取消后尚无任何裁定，资金不会变动，由您重新裁定。
done-call_off_return = 退货已取消，请重新裁定。
return-unwanted = { $who } 不再需要退货。
ruling-is-proposed = 已有一项裁定提议，等待第二位调解员确认。目前尚未裁定。
done-proposed = 您的裁定已提议。第二位调解员确认后，双方才会看到。
notice-ruling-proposed = 此案已有裁定提议，须由第二位调解员确认。
notice-return-unwanted = 对方不再需要退货。如您同意，请按“不退货”。
notice-return-called-off = 货物无须退回，由调解员重新裁定。
