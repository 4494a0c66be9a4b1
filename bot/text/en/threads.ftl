case-has-a-thread = There is a thread for case { $code }: you find it there.
case-heads-this-thread = The card on top of this thread shows how case { $code } stands.
answered-in-private = I have written to you in our own chat: not everybody in a channel should read this.
