## Договор
agreement-heading = Договор
agreement-title = Договор купли-продажи { $code }
agreement-parties = Между { $buyer } (покупатель) и { $seller } (продавец).
agreement-goods = 1. Товар: { $quantity }, «{ $product }».
agreement-price = 2. Цена: { $unit_price } за единицу, фрахт { $freight }, всего { $total }.
agreement-delivery = 3. Поставка: { $delivery }; срок отгрузки со дня заказа, в днях: { $lead }.
agreement-parts = 4. Частичные отгрузки: { $partial }. Допуск по количеству: { $tolerance } %.
agreement-inspection = 5. После доставки покупатель проверяет товар и принимает его или открывает спор. Срок, в днях: { $days }. Молчание считается приёмкой.
agreement-money = 6. Вся сумма удерживается платёжным провайдером площадки как { -protection } и выплачивается продавцу за вычетом комиссии площадки, когда покупатель принимает товар или истекает срок проверки.
agreement-disputes = 7. В случае спора деньги остаются на удержании, пока стороны не договорятся или модератор площадки не примет решение.
agreement-po = 8. Номер заказа на закупку: { $number }.
agreement-notes = Примечания: { $notes }
