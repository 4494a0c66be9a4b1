# A deal while moderators hold one of its companies because of its name.
deal-held-talks = The name of { $name } can be mistaken for another one, and moderators are looking into it. Until they have decided, nothing can be offered or accepted here; you can decline, withdraw or end the talks at any time.
deal-held-pay = The name of { $name } can be mistaken for another one, and moderators are looking into it. Until they have decided, it can not ask you for payment. Make sure whom you deal with before you pay.
deal-held-on = The name of { $name } can be mistaken for another one, and moderators are looking into it. This deal goes on as agreed, and nothing happens to money that is held. Make sure whom you deal with.
notice-other-held = The name of the other side can be mistaken for another one, and moderators are looking into it. Make sure whom you deal with; the card says what goes on and what waits.
notice-other-released = Moderators have looked at the name of the other side: this deal goes on without restrictions.
