"""Cosas que Telegram no debería mandar: actualizaciones hechas a mano y JSON al azar."""

from hypothesis import strategies as st

SIN_NUMERO: tuple[str, ...] = (
    "null",
    "true",
    "1",
    "1.5",
    '"x"',
    "[]",
    "[[]]",
    "{}",
    '{"message":{"text":"hola"}}',
    *(
        f'{{"update_id":{numero},"message":{{"message_id":1,"date":1,"chat":{{"id":11,"type":"private"}},"text":"x"}}}}'
        for numero in ('"701"', "null", "true", "7.0", "1e400", "NaN", "[7]", "{}", "0", "-5", str(2**31), str(2**70))
    ),
    "[" * 900 + "]" * 900,
    '{"a":' * 5_000 + "1" + "}" * 5_000,
)
"""Actualizaciones que no se sabe cuáles son."""

CON_NUMERO: tuple[str, ...] = (
    '{"update_id":%d}',
    '{"update_id":%d,"message":null}',
    '{"update_id":%d,"message":[]}',
    '{"update_id":%d,"message":{"chat":{"id":NaN}}}',
    '{"update_id":%d,"message":{"chat":{"id":1180591620717411303424}}}',
    '{"update_id":%d,"message":{"message_id":1,"date":"ayer","chat":{"id":"once"}}}',
    '{"update_id":%d,"callback_query":{"id":7,"from":{"id":[]}}}',
    '{"update_id":%d,"callback_query":{"id":"\\ud800","from":{"id":11,"is_bot":false,"first_name":"\\udfff"}}}',
    '{"update_id":%d,"my_chat_member":{"chat":7,"new_chat_member":"x"}}',
    '{"update_id":%d,"novedad":{"\\u0000":1e400,"\\ud83d":[NaN,Infinity]}}',
    '{"update_id":%d,"message":{"text":"x","reply_to_message":' + '{"reply_to_message":' * 900 + "1" + "}" * 902,
    '{"update_id":%d,"message":' + "[" * 5_000 + "]" * 5_000 + "}",
)
"""Actualizaciones que se saben cuáles son, y no se entienden."""

NUMEROS = (0, -1, 1, 7, 11, -100, 2**31 - 1, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**70, 10**400)
NOMBRES = ("update_id", "message", "edited_message", "callback_query", "my_chat_member", "chat", "from", "id", "type",
           "text", "date", "message_id", "reply_to_message", "data", "new_chat_member", "old_chat_member", "status",
           "entities", "media_group_id", "ok", "result", "parameters", "retry_after", "migrate_to_chat_id",
           "description", "is_bot", "first_name", "username")  # fmt: skip
TEXTOS = ("", "private", "supergroup", "hola", "/start", "\x00", "\ud800", "\udfff", "701", "ñ", "kicked")

hojas = (
    st.none()
    | st.booleans()
    | st.sampled_from(NUMEROS)
    | st.floats()
    | st.sampled_from(TEXTOS)
    | st.text(st.characters(), max_size=5)
)
cosas = st.recursive(
    hojas,
    lambda hijos: (
        st.lists(hijos, max_size=3)
        | st.dictionaries(st.sampled_from(NOMBRES) | st.text(st.characters(), max_size=3), hijos, max_size=6)
    ),
    max_leaves=25,
)
