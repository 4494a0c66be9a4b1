notice-reversal-done = El proveedor de pagos ha recuperado dinero de su cuenta allí para cubrir lo que debía tras una devolución de cargo.
notice-reversal-refused = El proveedor de pagos no ha podido recuperar de la cuenta del vendedor el dinero de una devolución de cargo. Queda como deuda y se descontará de los próximos pagos.
notice-taken-by-hand = Un importe que solo estaba retenido se cobró a mano en el proveedor de pagos. Espera ambas firmas o se devuelve; no hay que hacer nada. Por favor, deje los cobros al mercado.
notice-payment-set-aside = Ha llegado un pago que no es el acordado. No cuenta: lo que solo está retenido se libera enseguida, y una persona se ocupa del resto.
desk-note = { $buyer } y { $seller }: { $state }.
money-kept-back = De la parte del vendedor se retienen { $amount } durante un tiempo, por si hay contracargos.
