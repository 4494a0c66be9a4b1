"""The table of what each Bot API method takes and how much: parameters, types, lengths, counts.

One line a method, `name:type` with `!` where it is required. Types: i integer, b boolean, s string, f number,
c chat (integer or @name), F file (upload, file_id or link), [X] a list, and the names of OBJECTS.
"""

from __future__ import annotations

TEXT_MAX = 4096
CAPTION_MAX = 1024
ANSWER_MAX = 200
CALLBACK_DATA_BYTES_MAX = 64
COPY_TEXT_MAX = 256
BUTTONS_MAX = 100
BUTTONS_PER_ROW_MAX = 8
MARKUP_BYTES_MAX = 10_240
REPLY_BUTTONS_MAX = 300
REPLY_BUTTONS_PER_ROW_MAX = 12
ALBUM_MAX = 10
DELETE_MAX = 100
DELETE_WINDOW_HOURS = 48
INLINE_RESULTS_MAX = 50
INLINE_ID_BYTES_MAX = 64
TOPIC_NAME_MAX = 128
COMMANDS_MAX = 100
COMMAND_DESCRIPTION_MAX = 256
BOT_NAME_MAX = 64
DESCRIPTION_MAX = 512
SHORT_DESCRIPTION_MAX = 120
PHOTO_BYTES_MAX = 10 << 20
UPLOAD_BYTES_MAX = 50 << 20
DOWNLOAD_BYTES_MAX = 20 << 20
FILE_LINK_SECONDS = 3600
MESSAGE_UPDATE_SECONDS = 86_400
QUERY_UPDATE_SECONDS = 150
QUERY_ANSWER_SECONDS = 60
POLL_SECONDS_MAX = 50
TYPING_SECONDS = 5
START_PAYLOAD_MAX = 64

_MARKED = "parse_mode:s entities:[MessageEntity]"
_CAPTION = "caption:s parse_mode:s caption_entities:[MessageEntity] show_caption_above_media:b"
_SENDING = (
    "business_connection_id:s message_thread_id:i disable_notification:b protect_content:b allow_paid_broadcast:b "
    "message_effect_id:s reply_parameters:ReplyParameters"
)
_EDITING = "business_connection_id:s chat_id:c message_id:i inline_message_id:s reply_markup:InlineKeyboardMarkup"

METHODS = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:i limit:i timeout:i allowed_updates:[s]",
    "setWebhook": "url!:s ip_address:s max_connections:i allowed_updates:[s] drop_pending_updates:b secret_token:s",
    "deleteWebhook": "drop_pending_updates:b",
    "getWebhookInfo": "",
    "sendMessage": f"chat_id!:c text!:s {_MARKED} link_preview_options:LinkPreviewOptions {_SENDING} "
    "reply_markup:ReplyMarkup",
    "sendPhoto": f"chat_id!:c photo!:F {_CAPTION} has_spoiler:b {_SENDING} reply_markup:ReplyMarkup",
    "sendDocument": "chat_id!:c document!:F thumbnail:F caption:s parse_mode:s caption_entities:[MessageEntity] "
    f"disable_content_type_detection:b {_SENDING} reply_markup:ReplyMarkup",
    "sendMediaGroup": f"chat_id!:c media!:[InputMedia] {_SENDING}",
    "sendChatAction": "business_connection_id:s chat_id!:c message_thread_id:i action!:s",
    "copyMessage": f"chat_id!:c from_chat_id!:c message_id!:i {_CAPTION} {_SENDING} reply_markup:ReplyMarkup",
    "forwardMessage": "chat_id!:c message_thread_id:i from_chat_id!:c message_id!:i disable_notification:b "
    "protect_content:b message_effect_id:s",
    "editMessageText": f"{_EDITING} text!:s {_MARKED} link_preview_options:LinkPreviewOptions",
    "editMessageCaption": f"{_EDITING} {_CAPTION}",
    "editMessageMedia": f"{_EDITING} media!:InputMedia",
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": "chat_id!:c message_id!:i",
    "deleteMessages": "chat_id!:c message_ids!:[i]",
    "answerCallbackQuery": "callback_query_id!:s text:s show_alert:b url:s cache_time:i",
    "answerInlineQuery": "inline_query_id!:s results!:[InlineQueryResult] cache_time:i is_personal:b next_offset:s "
    "button:InlineQueryResultsButton",
    "getFile": "file_id!:s",
    "setMyCommands": "commands!:[BotCommand] scope:BotCommandScope language_code:s",
    "getMyCommands": "scope:BotCommandScope language_code:s",
    "deleteMyCommands": "scope:BotCommandScope language_code:s",
    "setMyName": "name:s language_code:s",
    "getMyName": "language_code:s",
    "setMyDescription": "description:s language_code:s",
    "getMyDescription": "language_code:s",
    "setMyShortDescription": "short_description:s language_code:s",
    "getMyShortDescription": "language_code:s",
    "setMyDefaultAdministratorRights": "rights:ChatAdministratorRights for_channels:b",
    "getMyDefaultAdministratorRights": "for_channels:b",
    "setChatMenuButton": "chat_id:i menu_button:MenuButton",
    "getChatMenuButton": "chat_id:i",
    "pinChatMessage": "business_connection_id:s chat_id!:c message_id!:i disable_notification:b",
    "unpinChatMessage": "business_connection_id:s chat_id!:c message_id:i",
    "unpinAllChatMessages": "chat_id!:c",
    "getChat": "chat_id!:c",
    "getChatMember": "chat_id!:c user_id!:i",
    "getChatMemberCount": "chat_id!:c",
    "getChatAdministrators": "chat_id!:c return_bots:b",
    "createForumTopic": "chat_id!:c name!:s icon_color:i icon_custom_emoji_id:s",
    "editForumTopic": "chat_id!:c message_thread_id!:i name:s icon_custom_emoji_id:s",
    "closeForumTopic": "chat_id!:c message_thread_id!:i",
    "reopenForumTopic": "chat_id!:c message_thread_id!:i",
    "setMessageReaction": "chat_id!:c message_id!:i reaction:[ReactionType] is_big:b",
}

_RIGHTS = (
    "is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories "
    "can_post_messages can_edit_messages can_pin_messages can_manage_topics can_manage_direct_messages can_manage_tags "
    "can_send_welcome_messages"
)
_RESULT = "type!:s id!:s reply_markup:InlineKeyboardMarkup input_message_content:InputTextMessageContent"

OBJECTS = {
    "MessageEntity": "type!:s offset!:i length!:i url:s user:Any language:s custom_emoji_id:s",
    "LinkPreviewOptions": "is_disabled:b url:s prefer_small_media:b prefer_large_media:b show_above_text:b",
    "ReplyParameters": "message_id!:i chat_id:c allow_sending_without_reply:b quote:s quote_parse_mode:s "
    "quote_entities:[MessageEntity] quote_position:i",
    "InlineKeyboardMarkup": "inline_keyboard!:[[InlineKeyboardButton]]",
    "InlineKeyboardButton": "text!:s icon_custom_emoji_id:s style:s url:s callback_data:s web_app:WebAppInfo "
    "switch_inline_query:s switch_inline_query_current_chat:s switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat "
    "copy_text:CopyTextButton disabled:DisabledButton",
    "WebAppInfo": "url!:s",
    "CopyTextButton": "text!:s",
    "DisabledButton": "",
    "SwitchInlineQueryChosenChat": "query:s allow_user_chats:b allow_bot_chats:b allow_group_chats:b "
    "allow_channel_chats:b",
    "ReplyKeyboardMarkup": "keyboard!:[[KeyboardButton]] is_persistent:b resize_keyboard:b one_time_keyboard:b "
    "input_field_placeholder:s selective:b",
    "KeyboardButton": "text!:s icon_custom_emoji_id:s style:s request_contact:b request_location:b web_app:WebAppInfo",
    "ReplyKeyboardRemove": "remove_keyboard!:b selective:b",
    "ForceReply": "force_reply!:b input_field_placeholder:s selective:b",
    "InputMediaPhoto": f"type!:s media!:F {_CAPTION} has_spoiler:b",
    "InputMediaDocument": "type!:s media!:F thumbnail:F caption:s parse_mode:s caption_entities:[MessageEntity] "
    "disable_content_type_detection:b",
    "BotCommand": "command!:s description!:s",
    "BotCommandScope": "type!:s chat_id:c user_id:i",
    "MenuButton": "type!:s text:s web_app:WebAppInfo",
    "ChatAdministratorRights": " ".join(f"{right}:b" for right in _RIGHTS.split()),
    "ReactionType": "type!:s emoji:s custom_emoji_id:s",
    "InputTextMessageContent": "message_text!:s parse_mode:s entities:[MessageEntity] "
    "link_preview_options:LinkPreviewOptions",
    "InlineQueryResultsButton": "text!:s web_app:WebAppInfo start_parameter:s",
    "InlineQueryResultArticle": f"{_RESULT} title!:s url:s description:s thumbnail_url:s thumbnail_width:i "
    "thumbnail_height:i",
    "InlineQueryResultPhoto": f"{_RESULT} title:s description:s {_CAPTION} photo_file_id:s photo_url:s thumbnail_url:s "
    "photo_width:i photo_height:i",
    "InlineQueryResultDocument": f"{_RESULT} title!:s description:s caption:s parse_mode:s "
    "caption_entities:[MessageEntity] document_file_id:s document_url:s mime_type:s thumbnail_url:s "
    "thumbnail_width:i thumbnail_height:i",
}

# What is said when a required parameter is not there; the others get the general wording.
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
}
CHAT_ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note".split()
)
