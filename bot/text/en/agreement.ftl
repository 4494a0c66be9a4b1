## The agreement
agreement-heading = The agreement
agreement-title = Purchase agreement { $code }
agreement-parties = Between { $buyer } (buyer) and { $seller } (seller).
agreement-goods = 1. Goods: { $quantity } of “{ $product }”.
agreement-price = 2. Price: { $unit_price } per unit, freight { $freight }, total { $total }.
agreement-delivery = 3. Delivery: { $delivery }, to be shipped within { $lead } days of the order.
agreement-parts = 4. Partial shipments: { $partial }. Quantity tolerance: { $tolerance } %.
agreement-inspection = 5. The buyer inspects the goods within { $days } days of delivery and accepts them or opens a dispute. Silence counts as acceptance.
agreement-money = 6. The total is held by the marketplace’s payment provider as { -protection } and is paid out to the seller, less the marketplace’s commission, when the buyer accepts or the inspection time ends.
agreement-disputes = 7. In a dispute the money stays held until the parties agree or a moderator of the marketplace decides.
agreement-po = 8. Purchase order number: { $number }.
agreement-notes = Notes: { $notes }
