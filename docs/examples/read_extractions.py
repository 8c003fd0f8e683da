#!/usr/bin/env python3
"""Reads what `zhimai extract --format pb` writes: an example in Python.

  protoc --python_out=gen -I. proto/document.proto proto/statement.proto
  zhimai extract --format pb data/corpus > corpus.pb
  PYTHONPATH=gen python3 docs/examples/read_extractions.py corpus.pb

The stream is a message zhimai.v1.Extraction for each document, each behind
its length as a varint, so that it can be cut at any message, sent through a
pipe and put together from shards: `cat a.pb b.pb | zhimai import -`.
"""

import collections
import sys

from proto import document_pb2, statement_pb2


def read_length(stream):
    """A varint; None at the end of the stream."""
    length = shift = 0
    while True:
        byte = stream.read(1)
        if not byte:
            if shift:
                raise EOFError("the stream ends inside a length")
            return None
        length |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return length
        shift += 7


def extractions(stream):
    while (length := read_length(stream)) is not None:
        data = stream.read(length)
        if len(data) < length:
            raise EOFError("the stream ends inside a message")
        yield document_pb2.Extraction.FromString(data)


def text(value, labels):
    if value.WhichOneof("kind") == "entity":
        return labels.get(value.entity, value.entity)
    return value.literal.value


def main():
    counts = collections.Counter()
    with open(sys.argv[1], "rb") as stream:
        for extraction in extractions(stream):
            labels = {entity.id: entity.label for entity in extraction.entity}
            counts["documents"] += 1
            counts["entities"] += len(extraction.entity)
            for statement in extraction.statement:
                counts["statements"] += 1
                counts["evidence"] += len(statement.evidence)
                print(labels.get(statement.subject, statement.subject),
                      statement.predicate, text(statement.object, labels),
                      statement_pb2.Modality.Name(statement.modality).lower(),
                      f"{statement.confidence:.2f}", sep="\t")
    print(", ".join(f"{count} {what}" for what, count in counts.items()),
          file=sys.stderr)


if __name__ == "__main__":
    main()
