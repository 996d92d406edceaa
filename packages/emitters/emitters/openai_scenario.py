# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""The calls that all emitters of the Python package openai are captured with, as openai-scenario.cjs makes them."""

import openai

CAPITAL = {"role": "user", "content": "What is the capital of France?"}
WEATHER = {"role": "user", "content": "What is the weather in Paris?"}
MODEL = "gpt-5-mini"
WEATHER_FUNCTION = {
    "name": "get_weather",
    "description": "Returns the weather of a city.",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    },
}


def talk(client: openai.OpenAI) -> None:
    chat = client.chat.completions
    chat.create(
        model=MODEL,
        messages=[{"role": "system", "content": "Answer briefly."}, CAPITAL],
        temperature=0.2,
        top_p=0.9,
        seed=7,
        max_tokens=100,
        presence_penalty=0.1,
        stop=["END"],
    )

    tools = [{"type": "function", "function": WEATHER_FUNCTION}]
    message = chat.create(model=MODEL, messages=[WEATHER], tools=tools).choices[0].message
    result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "sunny, 21 °C"}
    chat.create(model=MODEL, messages=[WEATHER, message.to_dict(), result], tools=tools)

    streamed = {"model": MODEL, "stream": True, "stream_options": {"include_usage": True}}
    drain(chat.create(messages=[CAPITAL], **streamed))
    drain(chat.create(messages=[WEATHER], tools=tools, **streamed))
    chat.create(model=MODEL, messages=[CAPITAL], n=2, max_tokens=3)

    functions = [{"type": "function", "strict": True, **WEATHER_FUNCTION}]
    called = client.responses.create(model=MODEL, input=WEATHER["content"], tools=functions)
    output = {"type": "function_call_output", "call_id": called.output[0].call_id, "output": "sunny, 21 °C"}
    client.responses.create(model=MODEL, previous_response_id=called.id, input=[output], tools=functions)
    drain(client.responses.create(model=MODEL, input=CAPITAL["content"], reasoning={"effort": "low"}, stream=True))

    client.embeddings.create(model="text-embedding-3-small", input=["Paris", "France"])

    once = client.with_options(max_retries=0)
    expect_failure(lambda: once.chat.completions.create(model="fail-429", messages=[CAPITAL]))
    expect_failure(lambda: once.responses.create(model="fail-500", input=CAPITAL["content"]))
    expect_failure(lambda: drain(once.chat.completions.create(model="cut", messages=[CAPITAL], stream=True)))
    client.with_options(max_retries=1).chat.completions.create(model="fail-once-503", messages=[CAPITAL])


def drain(stream: object) -> None:
    """An instrumentation ends its span after the last event."""
    for _ in stream:
        pass


def expect_failure(call: object) -> None:
    try:
        call()
    except Exception:
        return
    raise AssertionError("expected the call to fail")
