## El contrato
agreement-heading = El contrato
agreement-title = Contrato de compraventa { $code }
agreement-parties = Entre { $buyer } (comprador) y { $seller } (vendedor).
agreement-goods = 1. Mercancía: { $quantity } de «{ $product }».
agreement-price = 2. Precio: { $unit_price } por unidad, flete { $freight }, total { $total }.
agreement-delivery = 3. Entrega: { $delivery }; plazo de envío desde el pedido, en días: { $lead }.
agreement-parts = 4. Envíos parciales: { $partial }. Tolerancia de cantidad: { $tolerance } %.
agreement-inspection = 5. El comprador inspecciona la mercancía tras la entrega y la acepta o abre una disputa. Plazo, en días: { $days }. El silencio equivale a la aceptación.
agreement-money = 6. El proveedor de pagos de la plataforma retiene el total como { -protection } y lo abona al vendedor, descontada la comisión de la plataforma, cuando el comprador acepta o termina el plazo de inspección.
agreement-disputes = 7. En caso de disputa, el dinero sigue retenido hasta que las partes lleguen a un acuerdo o decida un moderador de la plataforma.
agreement-po = 8. Número de orden de compra: { $number }.
agreement-notes = Observaciones: { $notes }
