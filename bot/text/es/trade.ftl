notice-taken-by-hand = Un importe que solo estaba retenido se cobró a mano en el proveedor de pagos. Espera ambas firmas o se devuelve; no hay que hacer nada. Por favor, deje los cobros al mercado.
notice-payment-set-aside = Ha llegado un pago que no es el acordado. No cuenta: lo que solo está retenido se libera enseguida, y una persona se ocupa del resto.
desk-note = { $buyer } y { $seller }: { $state }.
money-kept-back = De la parte del vendedor se retienen { $amount } durante un tiempo, por si hay contracargos.
