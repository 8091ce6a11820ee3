#!/usr/bin/env python3
"""Tests of results/check_witness.py: hand-made protocols that it must accept, corrupted ones that it must reject."""
import copy
import json
import random
import unittest

from witness_case import message, WitnessCase
from example_protocols import (both_ways, constant, one_epoch, overridden, relay, restricted, step_by_step, Task, thought_through,
                               three_players_listed, two_by_three)
from sums_protocols import asked_entry


class CheckWitness(WitnessCase):
    # Protocols that are right

    def test_one_epoch(self):
        self.accept(one_epoch(), "proved: A 1-epoch autoregressive protocol with 2 bits per token solves L-FuncComp with L=1, "
                    'm=2, q=(2); instance {"task":{"L":1,"m":2,"n":[],"q":[2]},"inputs":{},"model":{"kind":"decoder","epochs":1,'
                    '"bits_per_token":2}}; replayed on all 8 allowed inputs, 24 messages looked up\n')

    def test_step_by_step(self):
        # 1 * 2 * 4 * 16 inputs, 3 epochs of 6 messages
        self.accept(two_by_three(), "with L=2, m=2, n=(1), q=(2,4); ", "; replayed on all 128 allowed inputs, 2304 messages")

    def test_paper_shape_is_the_default(self):
        task = Task(2, 2, [1], [2, 2])
        self.accept(step_by_step(task, 1, explicit_q=False), "1 bit per token", "q=(2,2)", "all 32 allowed inputs")

    def test_paper_shape_grows_with_n(self):
        task = Task(2, 2, [2], [2, 4])
        inputs = task.all_inputs({2: [0, 27, 200]})
        self.accept(step_by_step(task, 2, explicit_q=False, inputs=inputs, restriction={"z2": [0, 27, 200]}), "q=(2,4)",
                    "on its 48 allowed inputs", '"inputs":{"z2":[0,27,200]}')

    def test_b_is_half_of_the_bits(self):
        self.accept(step_by_step(Task(2, 2, [1], [2, 2]), 1, use_b=True), "1 bit per token")  # "B": 0.5
        self.accept(step_by_step(Task(2, 2, [1], [2, 2]), 2, use_b=True), "2 bits per token")  # "B": 1.0
        doc = step_by_step(Task(2, 2, [1], [2, 2]), 2, use_b=True)
        doc["instance"]["model"]["B"] = 1
        self.accept(doc, "2 bits per token")

    def test_relay(self):
        self.accept(relay(), "A 2-epoch", "n=(2), q=(2,2)", "all 256 allowed inputs, 3072 messages")

    def test_constant_with_and_without_its_empty_messages(self):
        doc = constant()
        self.assertEqual(len(doc["messages"]), 6)
        self.accept(doc, "0 bits per token", "all 18 allowed inputs, 108 messages")
        doc["messages"].pop()
        self.accept(doc, "90 messages")
        doc["messages"] = []
        self.accept(doc, "all 18 allowed inputs, 0 messages")

    def test_absent_message_of_width_0_still_is_in_the_inboxes(self):
        doc = overridden()
        doc["messages"].remove(message(doc, 1, 2, 0))
        self.accept(doc, "1 bit per token, 0 bits from 2 to 0 in epoch 1, 2 bits from 2 to -1 in epoch 3 solves")

    def test_restricted(self):
        self.accept(restricted(), "on its 12 allowed inputs", '"inputs":{"z0":[1],"z2":[0,5,11]}', "all 12 allowed inputs")

    def test_index_listed_twice_is_refused_and_a_tuple_counts_once(self):
        self.malformed(restricted(), lambda doc: doc["instance"]["inputs"]["z2"].append(5), "inputs.z2", "an index twice")
        doc = three_players_listed()
        doc["instance"]["inputs"]["tuples"] *= 2
        self.accept(doc, "all 40 allowed inputs")

    def test_listed_tuples(self):
        self.accept(three_players_listed(), "L=3, m=2, n=(2,3), q=(2,2,2)", "on its 40 allowed inputs", "all 40 allowed")

    def test_width_overrides(self):
        self.accept(overridden(), "1 bit per token", "2 bits from 2 to -1 in epoch 3", "all 128 allowed inputs")

    def test_empty_inputs_and_n_may_be_written(self):
        doc = one_epoch()
        doc["instance"]["inputs"] = {}
        doc["instance"]["task"]["n"] = []
        doc["instance"]["model"]["widths"] = []
        self.accept(doc, "all 8 allowed inputs")

    def test_unreached_rows_may_be_present(self):
        doc = restricted()
        message(doc, 1, 2, -1)["rows"].append([3, [], 0, [], 1])
        doc["output"].append([0, [0, 0, 3, 0, 0, 3, 0, 0, 3], 3])
        self.accept(doc)

    def test_order_of_rows_and_messages_is_free(self):
        doc = two_by_three()
        random.Random(3).shuffle(doc["messages"])
        for rows in [doc["output"]] + [m["rows"] for m in doc["messages"]]:
            random.Random(4).shuffle(rows)
        self.accept(doc)

    # Wrong or incomplete protocols: exit code 2.

    def test_thoughts(self):
        self.accept(thought_through(), "A 1-epoch chain-of-thought protocol with 1 bit per token, 1 thought of 1 bit solves",
                    "8 allowed inputs")
        self.accept(thought_through(True), "1 thought of unlimited bits")
        self.wrong(thought_through(), lambda doc: doc["thoughts"][0]["rows"].pop(), "thought 1: missing row")
        self.wrong(thought_through(), lambda doc: doc["thoughts"].clear(), "thought 1: missing row")
        self.wrong(thought_through(), lambda doc: doc["thoughts"].append(doc["thoughts"][0]), "duplicate thought")
        self.wrong(thought_through(), lambda doc: doc["thoughts"][0].update(bits=2), "the instance's are 1")
        self.wrong(thought_through(), lambda doc: doc["thoughts"][0].update(thought=2), "no such thought")
        self.wrong(thought_through(), lambda doc: doc["thoughts"][0]["rows"][1].__setitem__(2, 0), "wrong answer")
        self.wrong(thought_through(), lambda doc: message(doc, 1, 1, -2)["rows"][2].__setitem__(4, 0), "wrong answer")
        self.wrong(thought_through(True), lambda doc: doc.update(thoughts=thought_through()["thoughts"]), "no such thought")
        self.wrong(thought_through(), lambda doc: message(doc, 1, -1, -2).update({"from": -2}), "no such message")

    def test_encoder(self):
        self.accept(both_ways(), "A 2-epoch encoder protocol with 1 bit per token solves")
        self.wrong(both_ways(), lambda doc: message(doc, 1, 0, 1)["rows"][0].__setitem__(4, 1), "missing row")
        self.wrong(both_ways(), lambda doc: doc["messages"].remove(message(doc, 1, -1, 1)), "missing the whole message")
        self.wrong(both_ways(), lambda doc: message(doc, 1, -1, 0).update(to=-1), "no such message")
        # Of a decoder there are no messages to later players.
        self.wrong(both_ways(), lambda doc: doc["instance"]["model"].update(kind="decoder"), "no such message")

    def test_sums(self):
        # A table of two entries, the one asked for; an encoder, a decoder cannot ask before it answers.
        self.accept(asked_entry(), "A 2-epoch encoder protocol by sums over tokens with 1 bit per token solves L-FuncComp with "
                    'L=1, m=2, q=(2); instance {"task":{"L":1,"m":2,"n":[],"q":[2]},"inputs":{},"model":{"kind":"encoder",'
                    '"granularity":"sums","epochs":2,"bits_per_token":1}}; replayed on all 8 allowed inputs, ')

    def test_sums_that_are_wrong(self):
        def term(doc, epoch, sender, receiver, token, of=None):
            found = next(m for m in doc["messages"] if (m["epoch"], m["from"], m["to"], m.get("token")) ==
                         (epoch, sender, receiver, of))
            return next(t for t in found["terms"] if t.get("token") == token)
        def flip(doc):
            row = next(row for row in term(doc, 2, 1, -1, 1)["rows"] if row[0] == 1 and row[1][1] == 1)
            row[-1] ^= 1
        self.wrong(asked_entry(), flip, "output: wrong answer")
        self.wrong(asked_entry(), lambda doc: term(doc, 2, 1, -1, 1)["rows"].pop(), "missing row")
        self.wrong(asked_entry(), lambda doc: term(doc, 1, 1, 1, 1, 0).update(token=0), "does not hear this token")
        self.wrong(asked_entry(), lambda doc: doc["messages"].append(copy.deepcopy(doc["messages"][-1])), "duplicate message")
        self.wrong(asked_entry(), lambda doc: doc["messages"][0]["terms"].append(copy.deepcopy(doc["messages"][0]["terms"][0])),
                   "duplicate term")
        self.wrong(asked_entry(), lambda doc: doc["instance"]["model"].update(kind="decoder"), "no such message")
        self.malformed(asked_entry(), lambda doc: doc["messages"][0].update(token=0), "not one of several")
        self.malformed(asked_entry(), lambda doc: doc["messages"][-1].pop("token"), "found no token")
        self.malformed(asked_entry(), lambda doc: doc["messages"][-1].update(token=2), "token")
        self.malformed(asked_entry(), lambda doc: doc["instance"]["model"].pop("granularity"), "missing key")

    def test_missing_message(self):
        # also one to a player other than -1 in the last epoch, though it cannot matter
        for slot in [(1, 0, -1), (1, 2, 1), (2, 1, 0), (3, 2, 1), (3, 2, -1)]:
            self.wrong(two_by_three(), lambda doc: doc["messages"].remove(message(doc, *slot)),
                       "input w=0, z0=0, z1=0, z2=0", "epoch %d, message from %d to %d: missing the whole message" % slot)

    def test_missing_message_that_only_an_override_widens(self):
        self.wrong(overridden(), lambda doc: doc["messages"].remove(message(doc, 3, 2, -1)), "epoch 3, message from 2 to -1")

    def test_missing_row(self):
        for slot in [(1, 2, -1), (2, 1, 0), (3, 2, 1)]:
            self.wrong(two_by_three(), lambda doc: message(doc, *slot)["rows"].pop(),
                       "input w=0, z0=", "epoch %d, message from %d to %d: missing row" % slot)

    def test_first_failing_input_is_named(self):
        def corrupt(doc):
            rows = message(doc, 1, 2, 1)["rows"]
            rows.remove(next(row for row in rows if (row[0], row[2]) == (9, 3)))
        self.wrong(two_by_three(), corrupt, "input w=0, z0=0, z1=3, z2=9: epoch 1, message from 2 to 1: missing row")

    def test_missing_row_of_a_message_of_width_0_that_is_present(self):
        self.wrong(constant(), lambda doc: message(doc, 1, 2, 1)["rows"].pop(), "missing row")

    def test_duplicate_row(self):
        self.wrong(two_by_three(), lambda doc: message(doc, 2, 1, -1)["rows"].append(message(doc, 2, 1, -1)["rows"][0]),
                   "duplicate row", "epoch 2, from 1 to -1")

        def contradict(doc):
            row = copy.deepcopy(message(doc, 2, 1, -1)["rows"][0])
            row[4] ^= 1
            message(doc, 2, 1, -1)["rows"].append(row)
        self.wrong(two_by_three(), contradict, "duplicate row")

    def test_duplicate_message(self):
        self.wrong(two_by_three(), lambda doc: doc["messages"].append(message(doc, 1, 2, 1)), "duplicate message")
        self.wrong(constant(), lambda doc: doc["messages"].append(message(doc, 1, 2, 1)), "duplicate message")

    def test_duplicate_output_row(self):
        self.wrong(one_epoch(), lambda doc: doc["output"].append(doc["output"][2]), "output", "duplicate row")

    def test_missing_output_row(self):
        self.wrong(one_epoch(), lambda doc: doc["output"].pop(), "input w=0, z0=1, z1=3: output: missing row")
        self.wrong(constant(), lambda doc: doc["output"].clear(), "output: missing row")

    def test_wrong_answer(self):
        def corrupt(doc):
            row = next(row for row in doc["output"] if row[1] == [1, 2])
            row[2] = 0
        self.wrong(one_epoch(), corrupt, "input w=0, z0=1, z1=2: output: wrong answer 0, right is i_1 = 1")

    def test_wrong_message_value(self):
        def corrupt(doc):
            for row in message(doc, 3, 2, -1)["rows"]:
                if row[0] == 6:
                    row[4] ^= 1
        self.wrong(two_by_three(), corrupt, "z2=6", "output: ")

    def test_value_out_of_range(self):
        for value in [4, -1, 10 ** 30]:
            self.wrong(two_by_three(), lambda doc: message(doc, 3, 2, -1)["rows"][0].__setitem__(4, value),
                       "epoch 3, from 2 to -1", "out of range")
        self.wrong(constant(), lambda doc: message(doc, 1, 2, 1)["rows"][0].__setitem__(4, 1), "out of range")

    def test_unreached_rows_must_be_in_range(self):
        for row in [[3, [], 0, [], 4], [16, [], 0, [], 0], [3, [], 1, [], 0], [3, [], -1, [], 0]]:
            self.wrong(restricted(), lambda doc: message(doc, 1, 2, -1)["rows"].append(row), "out of range")

    def test_answer_out_of_range(self):
        for answer in [2, -1]:
            self.wrong(one_epoch(), lambda doc: doc["output"][0].__setitem__(2, answer), "output[0]", "out of range")

    def test_inbox_value_out_of_range(self):
        for value in [4, -1]:
            self.wrong(two_by_three(), lambda doc: doc["output"][0][1].__setitem__(0, value), "output[0]", "out of range")
        self.wrong(overridden(), lambda doc: message(doc, 2, 1, 0)["rows"][0][3].__setitem__(1, 1), "out of range")

    def test_inbox_of_the_wrong_length(self):
        self.wrong(two_by_three(), lambda doc: message(doc, 2, 1, 0)["rows"][0][1].pop(), "inbox of length 0")
        self.wrong(two_by_three(), lambda doc: doc["output"][0][1].append(0), "inbox of length 10")

        def leave_out(doc):  # entries of width 0 belong to the inbox, too
            for row in message(doc, 2, 1, 0)["rows"]:
                del row[3][1]
        self.wrong(overridden(), leave_out, "inbox of length 1")

    def test_inbox_in_the_wrong_order(self):
        def descending(doc):
            for row in doc["output"]:
                row[1] = [v for t in range(3) for v in row[1][3 * t:3 * t + 3][::-1]]
            keys = {json.dumps(row[:2]): row for row in doc["output"]}
            doc["output"] = list(keys.values())

        def latest_first(doc):
            for row in doc["output"]:
                row[1] = row[1][6:] + row[1][3:6] + row[1][:3]
            keys = {json.dumps(row[:2]): row for row in doc["output"]}
            doc["output"] = list(keys.values())
        self.wrong(two_by_three(), descending, "output: ")
        self.wrong(two_by_three(), latest_first, "output: ")

    def test_message_that_the_model_does_not_have(self):
        for key, value in [("epoch", 4), ("epoch", 0), ("from", 3), ("to", 2), ("to", -2)]:
            self.wrong(two_by_three(), lambda doc: message(doc, 1, 2, -1).__setitem__(key, value), "no such message")

    def test_wrong_bits(self):
        self.wrong(two_by_three(), lambda doc: message(doc, 1, 2, 1).__setitem__("bits", 2), "2 bits", "width is 4")
        self.wrong(overridden(), lambda doc: message(doc, 3, 2, -1).__setitem__("bits", 1), "1 bits", "width is 2")

    def test_other_instance(self):
        def fewer_bits(doc):
            doc["instance"]["model"]["bits_per_token"] = 1

        def other_q(doc):
            doc["instance"]["task"]["q"] = [2, 3]

        def more_inputs(doc):
            doc["instance"]["inputs"]["z2"].append(7)
        self.wrong(two_by_three(), fewer_bits, "width")
        self.wrong(two_by_three(), other_q, "out of range")
        self.wrong(restricted(), more_inputs, "z2=7", "missing row")
        self.wrong(restricted(), lambda doc: doc["instance"].pop("inputs"), "z0=0", "missing row")

    def test_more_epochs_than_messages(self):
        def corrupt(doc):
            doc["instance"]["model"]["epochs"] = 2
            doc["output"] = []
        self.wrong(one_epoch(), corrupt, "input w=0, z0=0, z1=0: epoch 2, message from 0 to -1: missing")


if __name__ == "__main__":
    unittest.main()
