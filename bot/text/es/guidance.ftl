# What somebody needs who would otherwise stand before a closed door.
error-already-member = Usted ya opera en nombre de { $company }. Cada persona opera para una sola empresa: antes de unirse a otra, un propietario de { $company } debe darle de baja allí.
invite-rights = Quien lo use se une como: { $rights }
approvals-title = Pendiente de aprobación
approvals-none = Ahora no hay nada pendiente de la aprobación de su empresa.
problem-above-open = Solo quedan { $left } por enviar.
ship-left = Queda por enviar: { $goods }
offer-hint-line = También puede escribirlo todo en una línea, por ejemplo: 50 @ 39,50 DAP Hamburgo, 2 semanas
usage-more-dispute = Para mercancía que no llegó, llegó dañada o no es lo acordado, mientras el dinero esté retenido. Elige un motivo, dice con sus palabras qué falla y puede enviar fotos; lo ve todo otra vez antes de abrirla. El dinero se queda entonces donde está. La otra parte responde; pueden llegar a un acuerdo entre ustedes y, si no, decide un moderador. Escriba la palabra y el código de la operación, o use el botón de su ficha.
