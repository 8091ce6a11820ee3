(** Two steps need three epochs: depth separations whose widths hold every index but that of the queries. *)
From Coq Require Import List NArith Lia Bool.
From Arcsat Require Import Model Rows RowsCheck ClosedForm.
Import ListNotations.

(** The decoder with L = 2 and these sizes, c bits per token, all inputs *)
Definition two_steps (m n q1 q2 : N) (epochs : nat) (c : N) : instance := Instance (Task m [n] [q1; q2]) epochs c [] (lists []).

(** (2;n;4,4): the tables {0,1}² and {2,3}² but two of their permutations, as a search found them. *)
Definition points_and_pairs : row_certificate := Row_certificate [0; 1]%N
  [[0; 1]; [0; 2]; [0; 3]; [1; 0]; [2; 1]; [2; 2]; [3; 1]; [3; 3]]%N
   [[Part [0; 1; 2] [1]]; [Part [0; 1; 3] [1]]; [Part [2; 3] [1]; Part [0; 1] [1]]; [Part [0; 4; 6] [0]];
    [Part [2; 6] [0]; Part [0; 1] [1]]; [Part [3; 6] [0]; Part [0; 4] [0]]; [Part [0; 4; 7] [0]];
    [Part [2; 7] [0]; Part [0; 1] [1]]; [Part [3; 7] [0]; Part [0; 4] [0]]; [Part [6; 7] [1]; Part [0; 4] [0]];
    [Part [2; 4] [0]; Part [2; 4] [1]]; [Part [0; 5; 6] [0]]; [Part [3; 4; 6] [0]]; [Part [0; 5; 7] [0]];
    [Part [3; 4; 7] [0]]; [Part [6; 7] [1]; Part [0; 5] [0]]; [Part [2; 5] [1]; Part [3; 4] [1]]; [Part [3; 4; 5] [1]];
    [Part [0; 6] [0]; Part [3; 4] [0]]; [Part [5; 6] [0]; Part [3; 4] [1]]; [Part [3; 6] [0]; Part [0; 5] [0]];
    [Part [3; 7] [0]; Part [0; 5] [0]]; [Part [0; 6] [0]; Part [0; 1] [1]]; [Part [3; 6] [0]; Part [2; 5] [0]];
    [Part [0; 1; 7] [1]]; [Part [3; 7] [0]; Part [2; 5] [0]]; [Part [4; 7] [1]; Part [2; 5] [0]]; [Part [3; 5; 6] [0]];
    [Part [3; 5; 7] [0]]; [Part [4; 7] [1]; Part [3; 5] [1]]; [Part [3; 6; 7] [1]]; [Part [4; 5; 7] [1]];
    [Part [3; 7] [1]; Part [0; 1] [1]]; [Part [0; 2; 3] [1]]; [Part [1; 3] [1]; Part [0; 2] [1]];
    [Part [1; 4] [0]; Part [0; 2] [1]]; [Part [1; 5] [0]; Part [0; 2] [1]]; [Part [1; 6] [0]; Part [3; 4] [0]];
    [Part [0; 2; 5] [1]]; [Part [3; 5] [1]; Part [0; 2] [1]]; [Part [0; 6] [0]; Part [4; 5] [1]];
    [Part [1; 6] [0]; Part [1; 6] [1]]; [Part [0; 7] [0]; Part [4; 5] [1]]; [Part [1; 7] [0]; Part [4; 5] [1]];
    [Part [3; 7] [1]; Part [4; 5] [1]]; [Part [0; 3] [0]; Part [1; 2] [1]]; [Part [1; 2; 3] [1]]; [Part [1; 5; 7] [0]];
    [Part [1; 7] [0]; Part [3; 5] [0]]; [Part [1; 7] [0]; Part [5; 6] [1]]; [Part [3; 4] [1]; Part [1; 2] [1]];
    [Part [1; 7] [0]; Part [0; 5] [1]]; [Part [0; 7] [1]; Part [1; 5] [0]]; [Part [0; 6] [0]; Part [3; 5] [0]];
    [Part [0; 7] [0]; Part [3; 5] [0]]; [Part [3; 6] [1]; Part [1; 2] [1]]; [Part [0; 3; 4] [0]]; [Part [0; 3; 5] [0]];
    [Part [2; 6] [0]; Part [1; 4] [1]]; [Part [2; 7] [0]; Part [1; 4] [1]]; [Part [6; 7] [1]; Part [1; 4] [0]];
    [Part [2; 5] [1]; Part [0; 3] [0]]; [Part [0; 3; 6] [0]]; [Part [5; 6] [0]; Part [0; 3] [0]];
    [Part [2; 6] [1]; Part [1; 5] [0]]; [Part [4; 6] [0]; Part [0; 3] [0]]; [Part [2; 6] [0]; Part [4; 5] [1]];
    [Part [2; 7] [0]; Part [0; 5] [1]]; [Part [1; 3; 5] [0]]; [Part [2; 5] [1]; Part [1; 3] [0]];
    [Part [2; 6] [1]; Part [0; 4] [0]]; [Part [5; 6] [0]; Part [1; 3] [0]]; [Part [1; 3; 4] [0]];
    [Part [2; 6] [0]; Part [0; 5] [1]]; [Part [4; 6] [0]; Part [1; 3] [0]]; [Part [0; 5] [1]; Part [2; 3] [1]];
    [Part [2; 3; 5] [0]]; [Part [5; 6] [0]; Part [2; 3] [0]]; [Part [1; 4] [1]; Part [2; 3] [1]]; [Part [2; 3; 7] [0]];
    [Part [4; 7] [0]; Part [2; 3] [0]]; [Part [4; 6] [0]; Part [2; 3] [0]]; [Part [4; 5] [1]; Part [2; 3] [1]];
    [Part [3; 6] [0]; Part [1; 4] [0]]; [Part [0; 6] [0]; Part [1; 4] [1]]].

(** (4;n;3,4): the nine points of the affine plane of order 3, and its four parallel classes as positions. *)
Definition affine_plane : row_certificate := Row_certificate [0; 1; 2; 3]%N
  [[0; 0; 0; 0]; [0; 1; 2; 1]; [0; 2; 1; 2]; [1; 1; 1; 0]; [1; 2; 0; 1]; [1; 0; 2; 2]; [2; 2; 2; 0]; [2; 0; 1; 1]; [2; 1; 0; 2]]%N
   [[Part [0; 1; 2] [1]]; [Part [0; 1; 3] [2]]; [Part [0; 1; 4] [1]]; [Part [2; 3; 4] [3]]; [Part [0; 1; 5] [3]];
    [Part [2; 3; 5] [1]]; [Part [0; 1; 6] [1]]; [Part [2; 3; 6] [0]]; [Part [4; 5; 6] [3]]; [Part [0; 1; 7] [2]];
    [Part [2; 3; 7] [0]]; [Part [4; 5; 7] [2]]; [Part [0; 1; 8] [3]]; [Part [2; 3; 8] [0]]; [Part [4; 5; 8] [1]];
    [Part [6; 7; 8] [1]]; [Part [4; 6; 7] [2]]; [Part [4; 6; 8] [3]]; [Part [5; 7; 8] [2]]; [Part [4; 7; 8] [1]];
    [Part [5; 6; 8] [1]]; [Part [5; 6; 7] [3]]; [Part [2; 4; 5] [2]]; [Part [2; 4; 6] [0]]; [Part [3; 5; 6] [1]];
    [Part [2; 4; 7] [0]]; [Part [3; 5; 7] [3]]; [Part [2; 4; 8] [0]]; [Part [3; 5; 8] [2]]; [Part [3; 6; 7] [1]];
    [Part [3; 6; 8] [2]]; [Part [3; 7; 8] [3]]; [Part [2; 5; 6] [0]]; [Part [3; 4; 6] [2]]; [Part [2; 5; 7] [0]];
    [Part [3; 4; 7] [1]]; [Part [2; 5; 8] [0]]; [Part [3; 4; 8] [3]]; [Part [3; 4; 5] [1]]; [Part [2; 6; 7] [3]];
    [Part [2; 6; 8] [2]]; [Part [2; 7; 8] [1]]; [Part [0; 2; 3] [1]]; [Part [0; 2; 4] [3]]; [Part [1; 3; 4] [2]];
    [Part [0; 2; 5] [2]]; [Part [1; 3; 5] [3]]; [Part [0; 2; 6] [2]]; [Part [1; 3; 6] [0]]; [Part [0; 2; 7] [3]];
    [Part [1; 3; 7] [0]]; [Part [0; 2; 8] [1]]; [Part [1; 3; 8] [0]]; [Part [1; 4; 5] [1]]; [Part [1; 4; 6] [0]];
    [Part [1; 4; 7] [0]]; [Part [1; 4; 8] [0]]; [Part [1; 5; 6] [0]]; [Part [1; 5; 7] [0]]; [Part [1; 5; 8] [0]];
    [Part [1; 6; 7] [1]]; [Part [1; 6; 8] [3]]; [Part [1; 7; 8] [2]]; [Part [0; 3; 4] [1]]; [Part [1; 2; 4] [2]];
    [Part [0; 3; 5] [2]]; [Part [1; 2; 5] [1]]; [Part [0; 3; 6] [0]]; [Part [1; 2; 6] [3]]; [Part [0; 3; 7] [0]];
    [Part [1; 2; 7] [1]]; [Part [0; 3; 8] [0]]; [Part [1; 2; 8] [2]]; [Part [1; 2; 3] [3]]; [Part [0; 4; 5] [3]];
    [Part [0; 4; 6] [0]]; [Part [0; 4; 7] [0]]; [Part [0; 4; 8] [0]]; [Part [0; 5; 6] [0]]; [Part [0; 5; 7] [0]];
    [Part [0; 5; 8] [0]]; [Part [0; 6; 7] [2]]; [Part [0; 6; 8] [1]]; [Part [0; 7; 8] [3]]].

Theorem two_4_4_unrealizable n : (19 <= n)%N -> ~ realizable (two_steps 2 n 4 4 2 2).
Proof. apply (rows_from 2 4 4 2 points_and_pairs 19). vm_compute. reflexivity. Qed.

Theorem four_3_4_unrealizable n : (41 <= n)%N -> ~ realizable (two_steps 4 n 3 4 2 2).
Proof. apply (rows_from 4 3 4 2 affine_plane 41). vm_compute. reflexivity. Qed.

(** Three epochs are enough wherever c bits hold z_0, i_1 and i_2. *)
Lemma two_steps_in_three m n q1 q2 c : (m <= 2 ^ c)%N -> (0 < q1 <= 2 ^ c)%N -> (0 < q2 <= 2 ^ c)%N -> realizable (two_steps m n q1 q2 3 c).
Proof. intros Hm H1 H2. apply closed_form; auto. intros a [<-|[<-|[]]]; auto. Qed.

Theorem depth_separation_2_4_4 n : (19 <= n)%N -> ~ realizable (two_steps 2 n 4 4 2 2) /\ realizable (two_steps 2 n 4 4 3 2).
Proof. intros H. split; [now apply two_4_4_unrealizable|]. apply two_steps_in_three; repeat split; vm_compute; congruence. Qed.

Theorem depth_separation_4_3_4 n : (41 <= n)%N -> ~ realizable (two_steps 4 n 3 4 2 2) /\ realizable (two_steps 4 n 3 4 3 2).
Proof. intros H. split; [now apply four_3_4_unrealizable|]. apply two_steps_in_three; repeat split; vm_compute; congruence. Qed.
