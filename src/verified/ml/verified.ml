
type __ = Obj.t
let __ = let rec f _ = Obj.repr f in Obj.repr f

(** val negb : bool -> bool **)

let negb = function
| true -> false
| false -> true

type nat =
| O
| S of nat

(** val option_map : ('a1 -> 'a2) -> 'a1 option -> 'a2 option **)

let option_map f = function
| Some a -> Some (f a)
| None -> None

(** val fst : ('a1 * 'a2) -> 'a1 **)

let fst = function
| (x, _) -> x

(** val snd : ('a1 * 'a2) -> 'a2 **)

let snd = function
| (_, y) -> y

(** val length : 'a1 list -> nat **)

let rec length = function
| [] -> O
| _ :: l' -> S (length l')

(** val app : 'a1 list -> 'a1 list -> 'a1 list **)

let rec app l m0 =
  match l with
  | [] -> m0
  | a :: l1 -> a :: (app l1 m0)

type comparison =
| Eq
| Lt
| Gt

(** val compOpp : comparison -> comparison **)

let compOpp = function
| Eq -> Eq
| Lt -> Gt
| Gt -> Lt

module Coq__1 = struct
 (** val add : nat -> nat -> nat **)
 let rec add n1 m0 =
   match n1 with
   | O -> m0
   | S p -> S (add p m0)
end
include Coq__1

(** val mul : nat -> nat -> nat **)

let rec mul n1 m0 =
  match n1 with
  | O -> O
  | S p -> add m0 (mul p m0)

(** val sub : nat -> nat -> nat **)

let rec sub n1 m0 =
  match n1 with
  | O -> n1
  | S k -> (match m0 with
            | O -> n1
            | S l -> sub k l)

(** val eqb : nat -> nat -> bool **)

let rec eqb n1 m0 =
  match n1 with
  | O -> (match m0 with
          | O -> true
          | S _ -> false)
  | S n' -> (match m0 with
             | O -> false
             | S m' -> eqb n' m')

type positive =
| XI of positive
| XO of positive
| XH

type n =
| N0
| Npos of positive

type z =
| Z0
| Zpos of positive
| Zneg of positive

(** val bool_dec : bool -> bool -> bool **)

let bool_dec b1 b2 =
  if b1 then if b2 then true else false else if b2 then false else true

(** val eqb0 : bool -> bool -> bool **)

let eqb0 b1 b2 =
  if b1 then b2 else if b2 then false else true

module type EqLtLe =
 sig
  type t
 end

module MakeOrderTac =
 functor (O:EqLtLe) ->
 functor (P:sig
 end) ->
 struct
 end

module Nat =
 struct
  (** val eqb : nat -> nat -> bool **)

  let rec eqb n1 m0 =
    match n1 with
    | O -> (match m0 with
            | O -> true
            | S _ -> false)
    | S n' -> (match m0 with
               | O -> false
               | S m' -> eqb n' m')

  (** val leb : nat -> nat -> bool **)

  let rec leb n1 m0 =
    match n1 with
    | O -> true
    | S n' -> (match m0 with
               | O -> false
               | S m' -> leb n' m')

  (** val ltb : nat -> nat -> bool **)

  let ltb n1 m0 =
    leb (S n1) m0

  (** val max : nat -> nat -> nat **)

  let rec max n1 m0 =
    match n1 with
    | O -> m0
    | S n' -> (match m0 with
               | O -> n1
               | S m' -> S (max n' m'))

  (** val min : nat -> nat -> nat **)

  let rec min n1 m0 =
    match n1 with
    | O -> O
    | S n' -> (match m0 with
               | O -> O
               | S m' -> S (min n' m'))

  (** val divmod : nat -> nat -> nat -> nat -> nat * nat **)

  let rec divmod x y q0 u =
    match x with
    | O -> (q0, u)
    | S x' ->
      (match u with
       | O -> divmod x' y (S q0) y
       | S u' -> divmod x' y q0 u')

  (** val div : nat -> nat -> nat **)

  let div x y = match y with
  | O -> y
  | S y' -> fst (divmod x y' O y')
 end

module Pos =
 struct
  type mask =
  | IsNul
  | IsPos of positive
  | IsNeg
 end

module Coq_Pos =
 struct
  (** val succ : positive -> positive **)

  let rec succ = function
  | XI p -> XO (succ p)
  | XO p -> XI p
  | XH -> XO XH

  (** val add : positive -> positive -> positive **)

  let rec add x y =
    match x with
    | XI p ->
      (match y with
       | XI q0 -> XO (add_carry p q0)
       | XO q0 -> XI (add p q0)
       | XH -> XO (succ p))
    | XO p ->
      (match y with
       | XI q0 -> XI (add p q0)
       | XO q0 -> XO (add p q0)
       | XH -> XI p)
    | XH -> (match y with
             | XI q0 -> XO (succ q0)
             | XO q0 -> XI q0
             | XH -> XO XH)

  (** val add_carry : positive -> positive -> positive **)

  and add_carry x y =
    match x with
    | XI p ->
      (match y with
       | XI q0 -> XI (add_carry p q0)
       | XO q0 -> XO (add_carry p q0)
       | XH -> XI (succ p))
    | XO p ->
      (match y with
       | XI q0 -> XO (add_carry p q0)
       | XO q0 -> XI (add p q0)
       | XH -> XO (succ p))
    | XH ->
      (match y with
       | XI q0 -> XI (succ q0)
       | XO q0 -> XO (succ q0)
       | XH -> XI XH)

  (** val pred_double : positive -> positive **)

  let rec pred_double = function
  | XI p -> XI (XO p)
  | XO p -> XI (pred_double p)
  | XH -> XH

  (** val pred_N : positive -> n **)

  let pred_N = function
  | XI p -> Npos (XO p)
  | XO p -> Npos (pred_double p)
  | XH -> N0

  type mask = Pos.mask =
  | IsNul
  | IsPos of positive
  | IsNeg

  (** val succ_double_mask : mask -> mask **)

  let succ_double_mask = function
  | IsNul -> IsPos XH
  | IsPos p -> IsPos (XI p)
  | IsNeg -> IsNeg

  (** val double_mask : mask -> mask **)

  let double_mask = function
  | IsPos p -> IsPos (XO p)
  | x0 -> x0

  (** val double_pred_mask : positive -> mask **)

  let double_pred_mask = function
  | XI p -> IsPos (XO (XO p))
  | XO p -> IsPos (XO (pred_double p))
  | XH -> IsNul

  (** val sub_mask : positive -> positive -> mask **)

  let rec sub_mask x y =
    match x with
    | XI p ->
      (match y with
       | XI q0 -> double_mask (sub_mask p q0)
       | XO q0 -> succ_double_mask (sub_mask p q0)
       | XH -> IsPos (XO p))
    | XO p ->
      (match y with
       | XI q0 -> succ_double_mask (sub_mask_carry p q0)
       | XO q0 -> double_mask (sub_mask p q0)
       | XH -> IsPos (pred_double p))
    | XH -> (match y with
             | XH -> IsNul
             | _ -> IsNeg)

  (** val sub_mask_carry : positive -> positive -> mask **)

  and sub_mask_carry x y =
    match x with
    | XI p ->
      (match y with
       | XI q0 -> succ_double_mask (sub_mask_carry p q0)
       | XO q0 -> double_mask (sub_mask p q0)
       | XH -> IsPos (pred_double p))
    | XO p ->
      (match y with
       | XI q0 -> double_mask (sub_mask_carry p q0)
       | XO q0 -> succ_double_mask (sub_mask_carry p q0)
       | XH -> double_pred_mask p)
    | XH -> IsNeg

  (** val sub : positive -> positive -> positive **)

  let sub x y =
    match sub_mask x y with
    | IsPos z0 -> z0
    | _ -> XH

  (** val mul : positive -> positive -> positive **)

  let rec mul x y =
    match x with
    | XI p -> add y (XO (mul p y))
    | XO p -> XO (mul p y)
    | XH -> y

  (** val iter : ('a1 -> 'a1) -> 'a1 -> positive -> 'a1 **)

  let rec iter f x = function
  | XI n' -> f (iter f (iter f x n') n')
  | XO n' -> iter f (iter f x n') n'
  | XH -> f x

  (** val pow : positive -> positive -> positive **)

  let pow x =
    iter (mul x) XH

  (** val size_nat : positive -> nat **)

  let rec size_nat = function
  | XI p0 -> S (size_nat p0)
  | XO p0 -> S (size_nat p0)
  | XH -> S O

  (** val size : positive -> positive **)

  let rec size = function
  | XI p0 -> succ (size p0)
  | XO p0 -> succ (size p0)
  | XH -> XH

  (** val compare_cont : comparison -> positive -> positive -> comparison **)

  let rec compare_cont r x y =
    match x with
    | XI p ->
      (match y with
       | XI q0 -> compare_cont r p q0
       | XO q0 -> compare_cont Gt p q0
       | XH -> Gt)
    | XO p ->
      (match y with
       | XI q0 -> compare_cont Lt p q0
       | XO q0 -> compare_cont r p q0
       | XH -> Gt)
    | XH -> (match y with
             | XH -> r
             | _ -> Lt)

  (** val compare : positive -> positive -> comparison **)

  let compare =
    compare_cont Eq

  (** val eqb : positive -> positive -> bool **)

  let rec eqb p q0 =
    match p with
    | XI p0 -> (match q0 with
                | XI q1 -> eqb p0 q1
                | _ -> false)
    | XO p0 -> (match q0 with
                | XO q1 -> eqb p0 q1
                | _ -> false)
    | XH -> (match q0 with
             | XH -> true
             | _ -> false)

  (** val gcdn : nat -> positive -> positive -> positive **)

  let rec gcdn n1 a b =
    match n1 with
    | O -> XH
    | S n2 ->
      (match a with
       | XI a' ->
         (match b with
          | XI b' ->
            (match compare a' b' with
             | Eq -> a
             | Lt -> gcdn n2 (sub b' a') a
             | Gt -> gcdn n2 (sub a' b') b)
          | XO b0 -> gcdn n2 a b0
          | XH -> XH)
       | XO a0 ->
         (match b with
          | XI _ -> gcdn n2 a0 b
          | XO b0 -> XO (gcdn n2 a0 b0)
          | XH -> XH)
       | XH -> XH)

  (** val gcd : positive -> positive -> positive **)

  let gcd a b =
    gcdn (Coq__1.add (size_nat a) (size_nat b)) a b

  (** val testbit : positive -> n -> bool **)

  let rec testbit p n1 =
    match p with
    | XI p0 -> (match n1 with
                | N0 -> true
                | Npos n2 -> testbit p0 (pred_N n2))
    | XO p0 -> (match n1 with
                | N0 -> false
                | Npos n2 -> testbit p0 (pred_N n2))
    | XH -> (match n1 with
             | N0 -> true
             | Npos _ -> false)

  (** val iter_op : ('a1 -> 'a1 -> 'a1) -> positive -> 'a1 -> 'a1 **)

  let rec iter_op op p a =
    match p with
    | XI p0 -> op a (iter_op op p0 (op a a))
    | XO p0 -> iter_op op p0 (op a a)
    | XH -> a

  (** val to_nat : positive -> nat **)

  let to_nat x =
    iter_op Coq__1.add x (S O)

  (** val of_succ_nat : nat -> positive **)

  let rec of_succ_nat = function
  | O -> XH
  | S x -> succ (of_succ_nat x)

  (** val eq_dec : positive -> positive -> bool **)

  let rec eq_dec p x0 =
    match p with
    | XI p0 -> (match x0 with
                | XI p1 -> eq_dec p0 p1
                | _ -> false)
    | XO p0 -> (match x0 with
                | XO p1 -> eq_dec p0 p1
                | _ -> false)
    | XH -> (match x0 with
             | XH -> true
             | _ -> false)
 end

module N =
 struct
  (** val succ_double : n -> n **)

  let succ_double = function
  | N0 -> Npos XH
  | Npos p -> Npos (XI p)

  (** val double : n -> n **)

  let double = function
  | N0 -> N0
  | Npos p -> Npos (XO p)

  (** val succ : n -> n **)

  let succ = function
  | N0 -> Npos XH
  | Npos p -> Npos (Coq_Pos.succ p)

  (** val pred : n -> n **)

  let pred = function
  | N0 -> N0
  | Npos p -> Coq_Pos.pred_N p

  (** val succ_pos : n -> positive **)

  let succ_pos = function
  | N0 -> XH
  | Npos p -> Coq_Pos.succ p

  (** val add : n -> n -> n **)

  let add n1 m0 =
    match n1 with
    | N0 -> m0
    | Npos p -> (match m0 with
                 | N0 -> n1
                 | Npos q0 -> Npos (Coq_Pos.add p q0))

  (** val sub : n -> n -> n **)

  let sub n1 m0 =
    match n1 with
    | N0 -> N0
    | Npos n' ->
      (match m0 with
       | N0 -> n1
       | Npos m' ->
         (match Coq_Pos.sub_mask n' m' with
          | Coq_Pos.IsPos p -> Npos p
          | _ -> N0))

  (** val mul : n -> n -> n **)

  let mul n1 m0 =
    match n1 with
    | N0 -> N0
    | Npos p -> (match m0 with
                 | N0 -> N0
                 | Npos q0 -> Npos (Coq_Pos.mul p q0))

  (** val compare : n -> n -> comparison **)

  let compare n1 m0 =
    match n1 with
    | N0 -> (match m0 with
             | N0 -> Eq
             | Npos _ -> Lt)
    | Npos n' -> (match m0 with
                  | N0 -> Gt
                  | Npos m' -> Coq_Pos.compare n' m')

  (** val eqb : n -> n -> bool **)

  let eqb n1 m0 =
    match n1 with
    | N0 -> (match m0 with
             | N0 -> true
             | Npos _ -> false)
    | Npos p -> (match m0 with
                 | N0 -> false
                 | Npos q0 -> Coq_Pos.eqb p q0)

  (** val leb : n -> n -> bool **)

  let leb x y =
    match compare x y with
    | Gt -> false
    | _ -> true

  (** val ltb : n -> n -> bool **)

  let ltb x y =
    match compare x y with
    | Lt -> true
    | _ -> false

  (** val min : n -> n -> n **)

  let min n1 n' =
    match compare n1 n' with
    | Gt -> n'
    | _ -> n1

  (** val max : n -> n -> n **)

  let max n1 n' =
    match compare n1 n' with
    | Gt -> n1
    | _ -> n'

  (** val div2 : n -> n **)

  let div2 = function
  | N0 -> N0
  | Npos p0 -> (match p0 with
                | XI p -> Npos p
                | XO p -> Npos p
                | XH -> N0)

  (** val pow : n -> n -> n **)

  let pow n1 = function
  | N0 -> Npos XH
  | Npos p0 -> (match n1 with
                | N0 -> N0
                | Npos q0 -> Npos (Coq_Pos.pow q0 p0))

  (** val log2 : n -> n **)

  let log2 = function
  | N0 -> N0
  | Npos p0 ->
    (match p0 with
     | XI p -> Npos (Coq_Pos.size p)
     | XO p -> Npos (Coq_Pos.size p)
     | XH -> N0)

  (** val size : n -> n **)

  let size = function
  | N0 -> N0
  | Npos p -> Npos (Coq_Pos.size p)

  (** val pos_div_eucl : positive -> n -> n * n **)

  let rec pos_div_eucl a b =
    match a with
    | XI a' ->
      let (q0, r) = pos_div_eucl a' b in
      let r' = succ_double r in
      if leb b r' then ((succ_double q0), (sub r' b)) else ((double q0), r')
    | XO a' ->
      let (q0, r) = pos_div_eucl a' b in
      let r' = double r in
      if leb b r' then ((succ_double q0), (sub r' b)) else ((double q0), r')
    | XH ->
      (match b with
       | N0 -> (N0, (Npos XH))
       | Npos p -> (match p with
                    | XH -> ((Npos XH), N0)
                    | _ -> (N0, (Npos XH))))

  (** val div_eucl : n -> n -> n * n **)

  let div_eucl a b =
    match a with
    | N0 -> (N0, N0)
    | Npos na -> (match b with
                  | N0 -> (N0, a)
                  | Npos _ -> pos_div_eucl na b)

  (** val div : n -> n -> n **)

  let div a b =
    fst (div_eucl a b)

  (** val modulo : n -> n -> n **)

  let modulo a b =
    snd (div_eucl a b)

  (** val gcd : n -> n -> n **)

  let gcd a b =
    match a with
    | N0 -> b
    | Npos p -> (match b with
                 | N0 -> a
                 | Npos q0 -> Npos (Coq_Pos.gcd p q0))

  (** val shiftr : n -> n -> n **)

  let shiftr a = function
  | N0 -> a
  | Npos p -> Coq_Pos.iter div2 a p

  (** val testbit : n -> n -> bool **)

  let testbit a n1 =
    match a with
    | N0 -> false
    | Npos p -> Coq_Pos.testbit p n1

  (** val to_nat : n -> nat **)

  let to_nat = function
  | N0 -> O
  | Npos p -> Coq_Pos.to_nat p

  (** val of_nat : nat -> n **)

  let of_nat = function
  | O -> N0
  | S n' -> Npos (Coq_Pos.of_succ_nat n')

  (** val eq_dec : n -> n -> bool **)

  let eq_dec n1 m0 =
    match n1 with
    | N0 -> (match m0 with
             | N0 -> true
             | Npos _ -> false)
    | Npos p -> (match m0 with
                 | N0 -> false
                 | Npos p0 -> Coq_Pos.eq_dec p p0)

  (** val log2_up : n -> n **)

  let log2_up a =
    match compare (Npos XH) a with
    | Lt -> succ (log2 (pred a))
    | _ -> N0
 end

module Z =
 struct
  (** val double : z -> z **)

  let double = function
  | Z0 -> Z0
  | Zpos p -> Zpos (XO p)
  | Zneg p -> Zneg (XO p)

  (** val succ_double : z -> z **)

  let succ_double = function
  | Z0 -> Zpos XH
  | Zpos p -> Zpos (XI p)
  | Zneg p -> Zneg (Coq_Pos.pred_double p)

  (** val pred_double : z -> z **)

  let pred_double = function
  | Z0 -> Zneg XH
  | Zpos p -> Zpos (Coq_Pos.pred_double p)
  | Zneg p -> Zneg (XI p)

  (** val pos_sub : positive -> positive -> z **)

  let rec pos_sub x y =
    match x with
    | XI p ->
      (match y with
       | XI q0 -> double (pos_sub p q0)
       | XO q0 -> succ_double (pos_sub p q0)
       | XH -> Zpos (XO p))
    | XO p ->
      (match y with
       | XI q0 -> pred_double (pos_sub p q0)
       | XO q0 -> double (pos_sub p q0)
       | XH -> Zpos (Coq_Pos.pred_double p))
    | XH ->
      (match y with
       | XI q0 -> Zneg (XO q0)
       | XO q0 -> Zneg (Coq_Pos.pred_double q0)
       | XH -> Z0)

  (** val add : z -> z -> z **)

  let add x y =
    match x with
    | Z0 -> y
    | Zpos x' ->
      (match y with
       | Z0 -> x
       | Zpos y' -> Zpos (Coq_Pos.add x' y')
       | Zneg y' -> pos_sub x' y')
    | Zneg x' ->
      (match y with
       | Z0 -> x
       | Zpos y' -> pos_sub y' x'
       | Zneg y' -> Zneg (Coq_Pos.add x' y'))

  (** val opp : z -> z **)

  let opp = function
  | Z0 -> Z0
  | Zpos x0 -> Zneg x0
  | Zneg x0 -> Zpos x0

  (** val sub : z -> z -> z **)

  let sub m0 n1 =
    add m0 (opp n1)

  (** val mul : z -> z -> z **)

  let mul x y =
    match x with
    | Z0 -> Z0
    | Zpos x' ->
      (match y with
       | Z0 -> Z0
       | Zpos y' -> Zpos (Coq_Pos.mul x' y')
       | Zneg y' -> Zneg (Coq_Pos.mul x' y'))
    | Zneg x' ->
      (match y with
       | Z0 -> Z0
       | Zpos y' -> Zneg (Coq_Pos.mul x' y')
       | Zneg y' -> Zpos (Coq_Pos.mul x' y'))

  (** val compare : z -> z -> comparison **)

  let compare x y =
    match x with
    | Z0 -> (match y with
             | Z0 -> Eq
             | Zpos _ -> Lt
             | Zneg _ -> Gt)
    | Zpos x' -> (match y with
                  | Zpos y' -> Coq_Pos.compare x' y'
                  | _ -> Gt)
    | Zneg x' ->
      (match y with
       | Zneg y' -> compOpp (Coq_Pos.compare x' y')
       | _ -> Lt)

  (** val leb : z -> z -> bool **)

  let leb x y =
    match compare x y with
    | Gt -> false
    | _ -> true

  (** val ltb : z -> z -> bool **)

  let ltb x y =
    match compare x y with
    | Lt -> true
    | _ -> false

  (** val eqb : z -> z -> bool **)

  let eqb x y =
    match x with
    | Z0 -> (match y with
             | Z0 -> true
             | _ -> false)
    | Zpos p -> (match y with
                 | Zpos q0 -> Coq_Pos.eqb p q0
                 | _ -> false)
    | Zneg p -> (match y with
                 | Zneg q0 -> Coq_Pos.eqb p q0
                 | _ -> false)

  (** val max : z -> z -> z **)

  let max n1 m0 =
    match compare n1 m0 with
    | Lt -> m0
    | _ -> n1

  (** val to_N : z -> n **)

  let to_N = function
  | Zpos p -> Npos p
  | _ -> N0

  (** val of_nat : nat -> z **)

  let of_nat = function
  | O -> Z0
  | S n2 -> Zpos (Coq_Pos.of_succ_nat n2)

  (** val of_N : n -> z **)

  let of_N = function
  | N0 -> Z0
  | Npos p -> Zpos p

  (** val eq_dec : z -> z -> bool **)

  let eq_dec x y =
    match x with
    | Z0 -> (match y with
             | Z0 -> true
             | _ -> false)
    | Zpos p -> (match y with
                 | Zpos p0 -> Coq_Pos.eq_dec p p0
                 | _ -> false)
    | Zneg p -> (match y with
                 | Zneg p0 -> Coq_Pos.eq_dec p p0
                 | _ -> false)
 end

(** val hd : 'a1 -> 'a1 list -> 'a1 **)

let hd default = function
| [] -> default
| x :: _ -> x

(** val tl : 'a1 list -> 'a1 list **)

let tl = function
| [] -> []
| _ :: m0 -> m0

(** val in_dec : ('a1 -> 'a1 -> bool) -> 'a1 -> 'a1 list -> bool **)

let rec in_dec h a = function
| [] -> false
| y :: l0 -> let s = h y a in if s then true else in_dec h a l0

(** val nth : nat -> 'a1 list -> 'a1 -> 'a1 **)

let rec nth n1 l default =
  match n1 with
  | O -> (match l with
          | [] -> default
          | x :: _ -> x)
  | S m0 -> (match l with
             | [] -> default
             | _ :: t0 -> nth m0 t0 default)

(** val nth_error : 'a1 list -> nat -> 'a1 option **)

let rec nth_error l = function
| O -> (match l with
        | [] -> None
        | x :: _ -> Some x)
| S n2 -> (match l with
           | [] -> None
           | _ :: l0 -> nth_error l0 n2)

(** val last : 'a1 list -> 'a1 -> 'a1 **)

let rec last l d =
  match l with
  | [] -> d
  | a :: l0 -> (match l0 with
                | [] -> a
                | _ :: _ -> last l0 d)

(** val removelast : 'a1 list -> 'a1 list **)

let rec removelast = function
| [] -> []
| a :: l0 -> (match l0 with
              | [] -> []
              | _ :: _ -> a :: (removelast l0))

(** val rev : 'a1 list -> 'a1 list **)

let rec rev = function
| [] -> []
| x :: l' -> app (rev l') (x :: [])

(** val rev_append : 'a1 list -> 'a1 list -> 'a1 list **)

let rec rev_append l l' =
  match l with
  | [] -> l'
  | a :: l0 -> rev_append l0 (a :: l')

(** val rev' : 'a1 list -> 'a1 list **)

let rev' l =
  rev_append l []

(** val concat : 'a1 list list -> 'a1 list **)

let rec concat = function
| [] -> []
| x :: l0 -> app x (concat l0)

(** val list_eq_dec : ('a1 -> 'a1 -> bool) -> 'a1 list -> 'a1 list -> bool **)

let rec list_eq_dec eq_dec0 l l' =
  match l with
  | [] -> (match l' with
           | [] -> true
           | _ :: _ -> false)
  | y :: l0 ->
    (match l' with
     | [] -> false
     | a :: l1 -> if eq_dec0 y a then list_eq_dec eq_dec0 l0 l1 else false)

(** val map : ('a1 -> 'a2) -> 'a1 list -> 'a2 list **)

let rec map f = function
| [] -> []
| a :: t0 -> (f a) :: (map f t0)

(** val flat_map : ('a1 -> 'a2 list) -> 'a1 list -> 'a2 list **)

let rec flat_map f = function
| [] -> []
| x :: t0 -> app (f x) (flat_map f t0)

(** val fold_left : ('a1 -> 'a2 -> 'a1) -> 'a2 list -> 'a1 -> 'a1 **)

let rec fold_left f l a0 =
  match l with
  | [] -> a0
  | b :: t0 -> fold_left f t0 (f a0 b)

(** val fold_right : ('a2 -> 'a1 -> 'a1) -> 'a1 -> 'a2 list -> 'a1 **)

let rec fold_right f a0 = function
| [] -> a0
| b :: t0 -> f b (fold_right f a0 t0)

(** val existsb : ('a1 -> bool) -> 'a1 list -> bool **)

let rec existsb f = function
| [] -> false
| a :: l0 -> (||) (f a) (existsb f l0)

(** val forallb : ('a1 -> bool) -> 'a1 list -> bool **)

let rec forallb f = function
| [] -> true
| a :: l0 -> (&&) (f a) (forallb f l0)

(** val filter : ('a1 -> bool) -> 'a1 list -> 'a1 list **)

let rec filter f = function
| [] -> []
| x :: l0 -> if f x then x :: (filter f l0) else filter f l0

(** val find : ('a1 -> bool) -> 'a1 list -> 'a1 option **)

let rec find f = function
| [] -> None
| x :: tl0 -> if f x then Some x else find f tl0

(** val combine : 'a1 list -> 'a2 list -> ('a1 * 'a2) list **)

let rec combine l l' =
  match l with
  | [] -> []
  | x :: tl0 ->
    (match l' with
     | [] -> []
     | y :: tl' -> (x, y) :: (combine tl0 tl'))

(** val list_prod : 'a1 list -> 'a2 list -> ('a1 * 'a2) list **)

let rec list_prod l l' =
  match l with
  | [] -> []
  | x :: t0 -> app (map (fun y -> (x, y)) l') (list_prod t0 l')

(** val firstn : nat -> 'a1 list -> 'a1 list **)

let rec firstn n1 l =
  match n1 with
  | O -> []
  | S n2 -> (match l with
             | [] -> []
             | a :: l0 -> a :: (firstn n2 l0))

(** val skipn : nat -> 'a1 list -> 'a1 list **)

let rec skipn n1 l =
  match n1 with
  | O -> l
  | S n2 -> (match l with
             | [] -> []
             | _ :: l0 -> skipn n2 l0)

(** val nodup : ('a1 -> 'a1 -> bool) -> 'a1 list -> 'a1 list **)

let rec nodup decA = function
| [] -> []
| x :: xs -> if in_dec decA x xs then nodup decA xs else x :: (nodup decA xs)

(** val seq : nat -> nat -> nat list **)

let rec seq start = function
| O -> []
| S len0 -> start :: (seq (S start) len0)

(** val repeat : 'a1 -> nat -> 'a1 list **)

let rec repeat x = function
| O -> []
| S k -> x :: (repeat x k)

(** val lsl0 : Uint63.t -> Uint63.t -> Uint63.t **)

let lsl0 = Uint63.l_sl

(** val lsr0 : Uint63.t -> Uint63.t -> Uint63.t **)

let lsr0 = Uint63.l_sr

(** val land0 : Uint63.t -> Uint63.t -> Uint63.t **)

let land0 = Uint63.l_and

(** val lor0 : Uint63.t -> Uint63.t -> Uint63.t **)

let lor0 = Uint63.l_or

(** val lxor0 : Uint63.t -> Uint63.t -> Uint63.t **)

let lxor0 = Uint63.l_xor

(** val add0 : Uint63.t -> Uint63.t -> Uint63.t **)

let add0 = Uint63.add

(** val sub0 : Uint63.t -> Uint63.t -> Uint63.t **)

let sub0 = Uint63.sub

(** val mul0 : Uint63.t -> Uint63.t -> Uint63.t **)

let mul0 = Uint63.mul

(** val eqb1 : Uint63.t -> Uint63.t -> bool **)

let eqb1 = Uint63.equal

(** val ltb0 : Uint63.t -> Uint63.t -> bool **)

let ltb0 = Uint63.lt

(** val size0 : nat **)

let size0 =
  S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
    (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
    (S (S (S (S (S (S (S (S (S (S (S (S (S (S
    O))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))

(** val digits : Uint63.t **)

let digits =
  (Uint63.of_int (63))

(** val is_zero : Uint63.t -> bool **)

let is_zero i =
  eqb1 i (Uint63.of_int (0))

(** val is_even : Uint63.t -> bool **)

let is_even i =
  is_zero (land0 i (Uint63.of_int (1)))

(** val bit : Uint63.t -> Uint63.t -> bool **)

let bit i n1 =
  negb (is_zero (lsl0 (lsr0 i n1) (sub0 digits (Uint63.of_int (1)))))

(** val opp0 : Uint63.t -> Uint63.t **)

let opp0 i =
  sub0 (Uint63.of_int (0)) i

(** val to_Z_rec : nat -> Uint63.t -> z **)

let rec to_Z_rec n1 i =
  match n1 with
  | O -> Z0
  | S n2 ->
    if is_even i
    then Z.double (to_Z_rec n2 (lsr0 i (Uint63.of_int (1))))
    else Z.succ_double (to_Z_rec n2 (lsr0 i (Uint63.of_int (1))))

(** val to_Z : Uint63.t -> z **)

let to_Z =
  to_Z_rec size0

(** val of_pos_rec : nat -> positive -> Uint63.t **)

let rec of_pos_rec n1 p =
  match n1 with
  | O -> (Uint63.of_int (0))
  | S n2 ->
    (match p with
     | XI p0 ->
       lor0 (lsl0 (of_pos_rec n2 p0) (Uint63.of_int (1))) (Uint63.of_int (1))
     | XO p0 -> lsl0 (of_pos_rec n2 p0) (Uint63.of_int (1))
     | XH -> (Uint63.of_int (1)))

(** val of_pos : positive -> Uint63.t **)

let of_pos =
  of_pos_rec size0

(** val of_Z : z -> Uint63.t **)

let of_Z = function
| Z0 -> (Uint63.of_int (0))
| Zpos p -> of_pos p
| Zneg p -> opp0 (of_pos p)

type 'a array = 'a Parray.t

(** val make : Uint63.t -> 'a1 -> 'a1 array **)

let make = Parray.make

(** val get : 'a1 array -> Uint63.t -> 'a1 **)

let get = Parray.get

(** val set : 'a1 array -> Uint63.t -> 'a1 -> 'a1 array **)

let set = Parray.set

(** val length0 : 'a1 array -> Uint63.t **)

let length0 = Parray.length

type player = nat

type task = { m : n; n0 : n list; q : n list }

(** val last0 : task -> player **)

let last0 t0 =
  S (length t0.q)

type input = n list

(** val held : input -> player -> n **)

let held x p =
  nth p x N0

(** val entry : n -> n -> n -> n **)

let entry q0 z0 k =
  N.modulo (N.div z0 (N.pow q0 k)) q0

(** val compose : n list -> n -> n list -> n -> n -> n list -> n **)

let rec compose ns q' qs w i zs =
  match ns with
  | [] -> i
  | n1 :: ns0 ->
    (match qs with
     | [] -> i
     | q0 :: qs0 ->
       (match zs with
        | [] -> i
        | z0 :: zs0 ->
          compose ns0 q0 qs0 (N.div w n1)
            (entry q0 z0 (N.add (N.mul (N.modulo w n1) q') i)) zs0))

(** val answer : task -> input -> n **)

let answer t0 = function
| [] -> N0
| w :: l ->
  (match l with
   | [] -> N0
   | z0 :: l0 ->
     (match l0 with
      | [] -> N0
      | z1 :: zs ->
        (match t0.q with
         | [] -> N0
         | q1 :: qs -> compose t0.n0 q1 qs w (entry q1 z1 z0) zs)))

(** val positions : task -> nat -> n **)

let positions t0 = function
| O -> t0.m
| S n1 ->
  (match n1 with
   | O -> t0.m
   | S k -> N.mul (nth k t0.n0 (Npos XH)) (nth k t0.q (Npos XH)))

(** val tokens : task -> player -> n **)

let tokens t0 = function
| O -> Npos XH
| S l -> (match l with
          | O -> Npos XH
          | S _ -> positions t0 l)

(** val domain : task -> player -> n **)

let domain t0 = function
| O -> fold_right N.mul (Npos XH) t0.n0
| S n1 ->
  (match n1 with
   | O -> t0.m
   | S l -> N.pow (nth l t0.q (Npos XH)) (positions t0 (S l)))

type override = { o_epoch : nat; o_from : player; o_to : player; o_bits : n }

type restriction =
| Lists of n list option list
| Tuples of input list

type instance = { the_task : task; epochs : nat; bits_per_token : n;
                  overrides : override list; restricted : restriction }

(** val width : instance -> nat -> player -> player -> n **)

let width i t0 j i0 =
  match find (fun o ->
          (&&) ((&&) (eqb o.o_epoch t0) (eqb o.o_from j)) (eqb o.o_to i0))
          i.overrides with
  | Some o -> o.o_bits
  | None -> N.mul i.bits_per_token (tokens i.the_task i0)

type view = { own : n; inbox : n list list }

type protocol = { says : (nat -> player -> player -> view -> view -> n);
                  output : (view -> n) }

(** val senders : player -> player -> player list **)

let senders last1 i =
  seq (S i) (sub last1 i)

type 'a store = { chunks : 'a array array; outside : 'a }

(** val empty_store : 'a1 -> 'a1 store **)

let empty_store d =
  { chunks = (make (Uint63.of_int (65536)) (make (Uint63.of_int (0)) d));
    outside = d }

(** val read : 'a1 store -> Uint63.t -> 'a1 **)

let read s i =
  let c = get s.chunks (lsr0 i (Uint63.of_int (16))) in
  if eqb1 (length0 c) (Uint63.of_int (0))
  then s.outside
  else get c (land0 i (Uint63.of_int (65535)))

(** val write : 'a1 store -> Uint63.t -> 'a1 -> 'a1 store **)

let write s i x =
  let c = get s.chunks (lsr0 i (Uint63.of_int (16))) in
  let c0 =
    if eqb1 (length0 c) (Uint63.of_int (0))
    then make (Uint63.of_int (65536)) s.outside
    else c
  in
  { chunks =
  (set s.chunks (lsr0 i (Uint63.of_int (16)))
    (set c0 (land0 i (Uint63.of_int (65535))) x)); outside = s.outside }

type clause = Uint63.t list

(** val neg : Uint63.t -> Uint63.t **)

let neg l =
  lxor0 l (Uint63.of_int (1))

type step =
| Add of Uint63.t * clause * Uint63.t list
| Delete of Uint63.t list

type state = { clauses : clause option store; stamps : Uint63.t array;
               now : Uint63.t }

type found =
| Conflict
| Unit of Uint63.t
| Stuck

(** val only : Uint63.t array -> Uint63.t -> Uint63.t -> clause -> found **)

let rec only st t0 u = function
| [] -> Unit u
| l :: c0 ->
  if eqb1 (get st (neg l)) t0
  then only st t0 u c0
  else if eqb1 l u then only st t0 u c0 else Stuck

(** val unfalsified : Uint63.t array -> Uint63.t -> clause -> found **)

let rec unfalsified st t0 = function
| [] -> Conflict
| l :: c0 ->
  if eqb1 (get st (neg l)) t0 then unfalsified st t0 c0 else only st t0 l c0

(** val propagate :
    clause option store -> Uint63.t array -> Uint63.t -> Uint63.t list ->
    Uint63.t array * bool **)

let rec propagate db st t0 = function
| [] -> (st, false)
| h :: hints0 ->
  (match read db h with
   | Some c ->
     (match unfalsified st t0 c with
      | Conflict -> (st, true)
      | Unit l -> propagate db (set st l t0) t0 hints0
      | Stuck -> (st, false))
   | None -> (st, false))

(** val assume_false :
    Uint63.t array -> Uint63.t -> clause -> Uint63.t array **)

let rec assume_false st t0 = function
| [] -> st
| l :: c0 -> assume_false (set st (neg l) t0) t0 c0

type outcome =
| Going of state
| Refuted
| Failed

(** val last_stamp : Uint63.t **)

let last_stamp =
  (Uint63.of_int (4611686018427387903))

(** val advance : state -> step -> outcome **)

let advance s = function
| Add (id, c, hints) ->
  let t0 = add0 s.now (Uint63.of_int (1)) in
  if ltb0 s.now last_stamp
  then let (st, conflict) =
         propagate s.clauses (assume_false s.stamps t0 c) t0 hints
       in
       if conflict
       then (match c with
             | [] -> Refuted
             | _ :: _ ->
               Going { clauses = (write s.clauses id (Some c)); stamps = st;
                 now = t0 })
       else Failed
  else Failed
| Delete ids ->
  Going { clauses = (fold_left (fun db i -> write db i None) ids s.clauses);
    stamps = s.stamps; now = s.now }

type stream = __stream Lazy.t
and __stream =
| Next of step * stream
| End

type progress =
| More of state * stream
| Done of bool

(** val drive : nat -> state -> stream -> progress **)

let rec drive depth s ps =
  match depth with
  | O ->
    (match Lazy.force
     ps with
     | Next (p, rest) ->
       (match advance s p with
        | Going s0 -> More (s0, rest)
        | Refuted -> Done true
        | Failed -> Done false)
     | End -> Done false)
  | S depth0 ->
    (match drive depth0 s ps with
     | More (s0, rest) -> drive depth0 s0 rest
     | Done refuted -> Done refuted)

(** val within : input -> n list -> bool **)

let rec within x bounds0 =
  match x with
  | [] -> (match bounds0 with
           | [] -> true
           | _ :: _ -> false)
  | a :: x0 ->
    (match bounds0 with
     | [] -> false
     | b :: bounds1 -> (&&) (N.ltb a b) (within x0 bounds1))

(** val listed : input -> n list option list -> bool **)

let rec listed x ls =
  match x with
  | [] -> (match ls with
           | [] -> true
           | _ :: _ -> false)
  | a :: x0 ->
    (match ls with
     | [] -> true
     | l :: ls0 ->
       (&&) (match l with
             | Some l0 -> existsb (N.eqb a) l0
             | None -> true) (listed x0 ls0))

(** val bounds : task -> n list **)

let bounds t0 =
  map (domain t0) (seq O (S (last0 t0)))

(** val below : nat -> n -> n list **)

let rec below k from0 =
  match k with
  | O -> []
  | S k0 -> from0 :: (below k0 (N.add from0 (Npos XH)))

(** val product : n list -> n list option list -> input list **)

let rec product bounds0 ls =
  match bounds0 with
  | [] -> [] :: []
  | b :: bounds1 ->
    let own0 =
      match ls with
      | [] -> below (N.to_nat b) N0
      | o :: _ -> (match o with
                   | Some l -> l
                   | None -> below (N.to_nat b) N0)
    in
    flat_map (fun x -> map (fun a -> a :: x) own0) (product bounds1 (tl ls))

(** val inputs : instance -> input list **)

let inputs i =
  let bs = bounds i.the_task in
  (match i.restricted with
   | Lists ls ->
     filter (fun x -> (&&) (within x bs) (listed x ls)) (product bs ls)
   | Tuples xs -> filter (fun x -> within x bs) xs)

type known = { k_input : input; k_answer : n }

(** val known_array : task -> input -> input list -> known array **)

let known_array t0 x0 xs =
  snd
    (fold_left (fun s x ->
      let (k, a) = s in
      ((add0 k (Uint63.of_int (1))),
      (set a k { k_input = x; k_answer = (answer t0 x) }))) xs
      ((Uint63.of_int (0)),
      (make (of_Z (Z.of_nat (length xs))) { k_input = x0; k_answer =
        (answer t0 x0) })))

type var =
| Value of nat * player * player * Uint63.t * n
| Differ of nat * player * player * Uint63.t * Uint63.t * n
| Apart of player * nat * Uint63.t * Uint63.t

type literal = var * bool

(** val hears : instance -> player -> nat -> bool **)

let hears i =
  let lst = last0 i.the_task in
  (fun p t0 ->
  existsb (fun s ->
    existsb (fun k -> negb (N.eqb (width i s k p) N0)) (senders lst p))
    (seq (S O) t0))

(** val matters : instance -> nat -> player -> player -> bool **)

let matters i =
  let e = i.epochs in
  (fun t0 j i0 ->
  (&&) (negb (N.eqb (width i t0 j i0) N0))
    ((||) (Nat.ltb t0 e) (Nat.eqb i0 O)))

(** val by_pair : instance -> nat -> player -> player -> bool **)

let by_pair i t0 j i0 =
  (&&) (negb (hears i j (sub t0 (S O)))) (negb (hears i i0 (sub t0 (S O))))

(** val bits : instance -> nat -> player -> player -> n list **)

let bits i t0 j i0 =
  map N.of_nat (seq O (N.to_nat (width i t0 j i0)))

(** val agree : nat -> input -> input -> bool **)

let rec agree p x y =
  match x with
  | [] -> (match y with
           | [] -> true
           | _ :: _ -> false)
  | a :: x0 ->
    (match y with
     | [] -> false
     | b :: y0 ->
       (match p with
        | O -> (&&) (N.eqb a b) (agree O x0 y0)
        | S p0 -> agree p0 x0 y0))

(** val level :
    (Uint63.t -> input) -> (player -> Uint63.t -> Uint63.t) -> player ->
    Uint63.t -> Uint63.t **)

let level x level_table p x0 =
  let r = level_table p x0 in if agree p (x x0) (x r) then r else x0

(** val row :
    instance -> (Uint63.t -> input) -> (player -> player -> Uint63.t ->
    Uint63.t) -> nat -> player -> player -> Uint63.t -> Uint63.t **)

let row i x pair_table t0 j i0 x0 =
  if by_pair i t0 j i0
  then let r = pair_table j i0 x0 in
       if (&&) (N.eqb (held (x x0) j) (held (x r) j))
            (N.eqb (held (x x0) i0) (held (x r) i0))
       then r
       else x0
  else x0

(** val differ :
    nat -> player -> player -> Uint63.t -> Uint63.t -> n -> literal **)

let differ t0 j i x y b =
  if ltb0 x y
  then ((Differ (t0, j, i, x, y, b)), true)
  else ((Differ (t0, j, i, y, x, b)), true)

(** val apart :
    instance -> player -> nat -> Uint63.t -> Uint63.t -> literal list **)

let apart i =
  let lst = last0 i.the_task in
  (fun p t0 x y ->
  if (||) ((||) (Nat.eqb p lst) (eqb1 x y)) (negb (hears i p t0))
  then []
  else (if ltb0 x y
        then ((Apart (p, t0, x, y)), true)
        else ((Apart (p, t0, y, x)), true)) :: [])

(** val differences :
    instance -> (Uint63.t -> input) -> (player -> player -> Uint63.t ->
    Uint63.t) -> player -> nat -> Uint63.t -> Uint63.t -> literal list **)

let differences i x =
  let lst = last0 i.the_task in
  (fun pair_table p t0 x0 y ->
  flat_map (fun k ->
    if matters i t0 k p
    then let r = row i x pair_table t0 k p x0 in
         let s = row i x pair_table t0 k p y in
         if eqb1 r s then [] else map (differ t0 k p r s) (bits i t0 k p)
    else []) (senders lst p))

(** val differ_clauses :
    instance -> nat -> player -> player -> (Uint63.t * Uint63.t) -> literal
    list list **)

let differ_clauses i t0 j i0 = function
| (x, y) ->
  flat_map (fun b -> (((Differ (t0, j, i0, x, y, b)), false) :: (((Value (t0,
    j, i0, x, b)), true) :: (((Value (t0, j, i0, y, b)),
    true) :: []))) :: ((((Differ (t0, j, i0, x, y, b)), false) :: (((Value
    (t0, j, i0, x, b)), false) :: (((Value (t0, j, i0, y, b)),
    false) :: []))) :: [])) (bits i t0 j i0)

(** val apart_clauses :
    instance -> (Uint63.t -> input) -> (player -> player -> Uint63.t ->
    Uint63.t) -> player -> nat -> (Uint63.t * Uint63.t) -> literal list list **)

let apart_clauses i x pair_table p t0 = function
| (x0, y) ->
  if N.eqb (held (x x0) p) (held (x y) p)
  then (((Apart (p, t0, x0, y)),
         false) :: (app (apart i p (sub t0 (S O)) x0 y)
                     (differences i x pair_table p t0 x0 y))) :: []
  else []

(** val message_clauses :
    instance -> (Uint63.t -> input) -> (player -> Uint63.t -> Uint63.t) ->
    nat -> player -> player -> (Uint63.t * Uint63.t) -> literal list list **)

let message_clauses i x level_table t0 j i0 = function
| (x0, y) ->
  if (&&) (N.eqb (held (x x0) i0) (held (x y) i0))
       (N.eqb (held (x x0) j) (held (x y) j))
  then let views0 =
         app (apart i i0 (sub t0 (S O)) x0 y)
           (apart i j (sub t0 (S O)) (level x level_table j x0)
             (level x level_table j y))
       in
       flat_map (fun b ->
         (app views0 (((Value (t0, j, i0, x0, b)), false) :: (((Value (t0, j,
           i0, y, b)), true) :: []))) :: ((app views0 (((Value (t0, j, i0,
                                            x0, b)), true) :: (((Value (t0,
                                            j, i0, y, b)), false) :: []))) :: []))
         (bits i t0 j i0)
  else []

(** val output_clauses :
    instance -> (Uint63.t -> input) -> (Uint63.t -> n) -> (player -> player
    -> Uint63.t -> Uint63.t) -> (Uint63.t * Uint63.t) -> literal list list **)

let output_clauses i x =
  let e = i.epochs in
  (fun ans pair_table xy ->
  let (x0, y) = xy in
  if (&&) (N.eqb (held (x x0) O) (held (x y) O))
       (negb (N.eqb (ans x0) (ans y)))
  then (app (apart i O (sub e (S O)) x0 y)
         (differences i x pair_table O e x0 y)) :: []
  else [])

type 'b pieces = (unit -> 'b list) list

(** val piecewise :
    ('a1 -> 'a2 list) -> 'a1 list -> 'a2 pieces -> 'a2 pieces **)

let piecewise f l rest =
  fold_left (fun rest0 a -> (fun _ -> f a) :: rest0) (rev' l) rest

type 'x compare0 =
| LT
| EQ
| GT

module type OrderedType =
 sig
  type t

  val compare : t -> t -> t compare0

  val eq_dec : t -> t -> bool
 end

module OrderedTypeFacts =
 functor (O:OrderedType) ->
 struct
  module TO =
   struct
    type t = O.t
   end

  module IsTO =
   struct
   end

  module OrderTac = MakeOrderTac(TO)(IsTO)

  (** val eq_dec : O.t -> O.t -> bool **)

  let eq_dec =
    O.eq_dec

  (** val lt_dec : O.t -> O.t -> bool **)

  let lt_dec x y =
    match O.compare x y with
    | LT -> true
    | _ -> false

  (** val eqb : O.t -> O.t -> bool **)

  let eqb x y =
    if eq_dec x y then true else false
 end

module KeyOrderedType =
 functor (O:OrderedType) ->
 struct
  module MO = OrderedTypeFacts(O)
 end

module Raw =
 functor (X:OrderedType) ->
 struct
  module MX = OrderedTypeFacts(X)

  module PX = KeyOrderedType(X)

  type key = X.t

  type 'elt t = (X.t * 'elt) list

  (** val empty : 'a1 t **)

  let empty =
    []

  (** val is_empty : 'a1 t -> bool **)

  let is_empty = function
  | [] -> true
  | _ :: _ -> false

  (** val mem : key -> 'a1 t -> bool **)

  let rec mem k = function
  | [] -> false
  | p :: l ->
    let (k', _) = p in
    (match X.compare k k' with
     | LT -> false
     | EQ -> true
     | GT -> mem k l)

  type 'elt coq_R_mem =
  | R_mem_0 of 'elt t
  | R_mem_1 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_mem_2 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_mem_3 of 'elt t * X.t * 'elt * (X.t * 'elt) list * bool * 'elt coq_R_mem

  (** val coq_R_mem_rect :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> bool -> 'a1 coq_R_mem -> 'a2 -> 'a2) -> 'a1 t ->
      bool -> 'a1 coq_R_mem -> 'a2 **)

  let rec coq_R_mem_rect k f f0 f1 f2 _ _ = function
  | R_mem_0 s -> f s __
  | R_mem_1 (s, k', _x, l) -> f0 s k' _x l __ __ __
  | R_mem_2 (s, k', _x, l) -> f1 s k' _x l __ __ __
  | R_mem_3 (s, k', _x, l, _res, r0) ->
    f2 s k' _x l __ __ __ _res r0 (coq_R_mem_rect k f f0 f1 f2 l _res r0)

  (** val coq_R_mem_rec :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> bool -> 'a1 coq_R_mem -> 'a2 -> 'a2) -> 'a1 t ->
      bool -> 'a1 coq_R_mem -> 'a2 **)

  let rec coq_R_mem_rec k f f0 f1 f2 _ _ = function
  | R_mem_0 s -> f s __
  | R_mem_1 (s, k', _x, l) -> f0 s k' _x l __ __ __
  | R_mem_2 (s, k', _x, l) -> f1 s k' _x l __ __ __
  | R_mem_3 (s, k', _x, l, _res, r0) ->
    f2 s k' _x l __ __ __ _res r0 (coq_R_mem_rec k f f0 f1 f2 l _res r0)

  (** val mem_rect :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let rec mem_rect k f f0 f1 f2 s =
    let f3 = f s in
    let f4 = f0 s in
    let f5 = f1 s in
    let f6 = f2 s in
    (match s with
     | [] -> f3 __
     | a :: l ->
       let (a0, b) = a in
       let f7 = f6 a0 b l __ in
       let f8 = fun _ _ -> let hrec = mem_rect k f f0 f1 f2 l in f7 __ __ hrec
       in
       let f9 = f5 a0 b l __ in
       let f10 = f4 a0 b l __ in
       (match X.compare k a0 with
        | LT -> f10 __ __
        | EQ -> f9 __ __
        | GT -> f8 __ __))

  (** val mem_rec :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let mem_rec =
    mem_rect

  (** val coq_R_mem_correct : key -> 'a1 t -> bool -> 'a1 coq_R_mem **)

  let coq_R_mem_correct k s _res =
    Obj.magic mem_rect k (fun y _ _ _ -> R_mem_0 y)
      (fun y y0 y1 y2 _ _ _ _ _ -> R_mem_1 (y, y0, y1, y2))
      (fun y y0 y1 y2 _ _ _ _ _ -> R_mem_2 (y, y0, y1, y2))
      (fun y y0 y1 y2 _ _ _ y6 _ _ -> R_mem_3 (y, y0, y1, y2, (mem k y2),
      (y6 (mem k y2) __))) s _res __

  (** val find : key -> 'a1 t -> 'a1 option **)

  let rec find k = function
  | [] -> None
  | p :: s' ->
    let (k', x) = p in
    (match X.compare k k' with
     | LT -> None
     | EQ -> Some x
     | GT -> find k s')

  type 'elt coq_R_find =
  | R_find_0 of 'elt t
  | R_find_1 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_find_2 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_find_3 of 'elt t * X.t * 'elt * (X.t * 'elt) list * 'elt option
     * 'elt coq_R_find

  (** val coq_R_find_rect :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a1 option -> 'a1 coq_R_find -> 'a2 -> 'a2) -> 'a1
      t -> 'a1 option -> 'a1 coq_R_find -> 'a2 **)

  let rec coq_R_find_rect k f f0 f1 f2 _ _ = function
  | R_find_0 s -> f s __
  | R_find_1 (s, k', x, s') -> f0 s k' x s' __ __ __
  | R_find_2 (s, k', x, s') -> f1 s k' x s' __ __ __
  | R_find_3 (s, k', x, s', _res, r0) ->
    f2 s k' x s' __ __ __ _res r0 (coq_R_find_rect k f f0 f1 f2 s' _res r0)

  (** val coq_R_find_rec :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a1 option -> 'a1 coq_R_find -> 'a2 -> 'a2) -> 'a1
      t -> 'a1 option -> 'a1 coq_R_find -> 'a2 **)

  let rec coq_R_find_rec k f f0 f1 f2 _ _ = function
  | R_find_0 s -> f s __
  | R_find_1 (s, k', x, s') -> f0 s k' x s' __ __ __
  | R_find_2 (s, k', x, s') -> f1 s k' x s' __ __ __
  | R_find_3 (s, k', x, s', _res, r0) ->
    f2 s k' x s' __ __ __ _res r0 (coq_R_find_rec k f f0 f1 f2 s' _res r0)

  (** val find_rect :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let rec find_rect k f f0 f1 f2 s =
    let f3 = f s in
    let f4 = f0 s in
    let f5 = f1 s in
    let f6 = f2 s in
    (match s with
     | [] -> f3 __
     | a :: l ->
       let (a0, b) = a in
       let f7 = f6 a0 b l __ in
       let f8 = fun _ _ ->
         let hrec = find_rect k f f0 f1 f2 l in f7 __ __ hrec
       in
       let f9 = f5 a0 b l __ in
       let f10 = f4 a0 b l __ in
       (match X.compare k a0 with
        | LT -> f10 __ __
        | EQ -> f9 __ __
        | GT -> f8 __ __))

  (** val find_rec :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let find_rec =
    find_rect

  (** val coq_R_find_correct :
      key -> 'a1 t -> 'a1 option -> 'a1 coq_R_find **)

  let coq_R_find_correct k s _res =
    Obj.magic find_rect k (fun y _ _ _ -> R_find_0 y)
      (fun y y0 y1 y2 _ _ _ _ _ -> R_find_1 (y, y0, y1, y2))
      (fun y y0 y1 y2 _ _ _ _ _ -> R_find_2 (y, y0, y1, y2))
      (fun y y0 y1 y2 _ _ _ y6 _ _ -> R_find_3 (y, y0, y1, y2, (find k y2),
      (y6 (find k y2) __))) s _res __

  (** val add : key -> 'a1 -> 'a1 t -> 'a1 t **)

  let rec add k x s = match s with
  | [] -> (k, x) :: []
  | p :: l ->
    let (k', y) = p in
    (match X.compare k k' with
     | LT -> (k, x) :: s
     | EQ -> (k, x) :: l
     | GT -> (k', y) :: (add k x l))

  type 'elt coq_R_add =
  | R_add_0 of 'elt t
  | R_add_1 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_add_2 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_add_3 of 'elt t * X.t * 'elt * (X.t * 'elt) list * 'elt t
     * 'elt coq_R_add

  (** val coq_R_add_rect :
      key -> 'a1 -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a1 t -> 'a1 coq_R_add -> 'a2 ->
      'a2) -> 'a1 t -> 'a1 t -> 'a1 coq_R_add -> 'a2 **)

  let rec coq_R_add_rect k x f f0 f1 f2 _ _ = function
  | R_add_0 s -> f s __
  | R_add_1 (s, k', y, l) -> f0 s k' y l __ __ __
  | R_add_2 (s, k', y, l) -> f1 s k' y l __ __ __
  | R_add_3 (s, k', y, l, _res, r0) ->
    f2 s k' y l __ __ __ _res r0 (coq_R_add_rect k x f f0 f1 f2 l _res r0)

  (** val coq_R_add_rec :
      key -> 'a1 -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a1 t -> 'a1 coq_R_add -> 'a2 ->
      'a2) -> 'a1 t -> 'a1 t -> 'a1 coq_R_add -> 'a2 **)

  let rec coq_R_add_rec k x f f0 f1 f2 _ _ = function
  | R_add_0 s -> f s __
  | R_add_1 (s, k', y, l) -> f0 s k' y l __ __ __
  | R_add_2 (s, k', y, l) -> f1 s k' y l __ __ __
  | R_add_3 (s, k', y, l, _res, r0) ->
    f2 s k' y l __ __ __ _res r0 (coq_R_add_rec k x f f0 f1 f2 l _res r0)

  (** val add_rect :
      key -> 'a1 -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let rec add_rect k x f f0 f1 f2 s =
    let f3 = f s in
    let f4 = f0 s in
    let f5 = f1 s in
    let f6 = f2 s in
    (match s with
     | [] -> f3 __
     | a :: l ->
       let (a0, b) = a in
       let f7 = f6 a0 b l __ in
       let f8 = fun _ _ ->
         let hrec = add_rect k x f f0 f1 f2 l in f7 __ __ hrec
       in
       let f9 = f5 a0 b l __ in
       let f10 = f4 a0 b l __ in
       (match X.compare k a0 with
        | LT -> f10 __ __
        | EQ -> f9 __ __
        | GT -> f8 __ __))

  (** val add_rec :
      key -> 'a1 -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let add_rec =
    add_rect

  (** val coq_R_add_correct :
      key -> 'a1 -> 'a1 t -> 'a1 t -> 'a1 coq_R_add **)

  let coq_R_add_correct k x s _res =
    add_rect k x (fun y _ _ _ -> R_add_0 y) (fun y y0 y1 y2 _ _ _ _ _ ->
      R_add_1 (y, y0, y1, y2)) (fun y y0 y1 y2 _ _ _ _ _ -> R_add_2 (y, y0,
      y1, y2)) (fun y y0 y1 y2 _ _ _ y6 _ _ -> R_add_3 (y, y0, y1, y2,
      (add k x y2), (y6 (add k x y2) __))) s _res __

  (** val remove : key -> 'a1 t -> 'a1 t **)

  let rec remove k s = match s with
  | [] -> []
  | p :: l ->
    let (k', x) = p in
    (match X.compare k k' with
     | LT -> s
     | EQ -> l
     | GT -> (k', x) :: (remove k l))

  type 'elt coq_R_remove =
  | R_remove_0 of 'elt t
  | R_remove_1 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_remove_2 of 'elt t * X.t * 'elt * (X.t * 'elt) list
  | R_remove_3 of 'elt t * X.t * 'elt * (X.t * 'elt) list * 'elt t
     * 'elt coq_R_remove

  (** val coq_R_remove_rect :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a1 t -> 'a1 coq_R_remove -> 'a2 -> 'a2) -> 'a1 t
      -> 'a1 t -> 'a1 coq_R_remove -> 'a2 **)

  let rec coq_R_remove_rect k f f0 f1 f2 _ _ = function
  | R_remove_0 s -> f s __
  | R_remove_1 (s, k', x, l) -> f0 s k' x l __ __ __
  | R_remove_2 (s, k', x, l) -> f1 s k' x l __ __ __
  | R_remove_3 (s, k', x, l, _res, r0) ->
    f2 s k' x l __ __ __ _res r0 (coq_R_remove_rect k f f0 f1 f2 l _res r0)

  (** val coq_R_remove_rec :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a1 t -> 'a1 coq_R_remove -> 'a2 -> 'a2) -> 'a1 t
      -> 'a1 t -> 'a1 coq_R_remove -> 'a2 **)

  let rec coq_R_remove_rec k f f0 f1 f2 _ _ = function
  | R_remove_0 s -> f s __
  | R_remove_1 (s, k', x, l) -> f0 s k' x l __ __ __
  | R_remove_2 (s, k', x, l) -> f1 s k' x l __ __ __
  | R_remove_3 (s, k', x, l, _res, r0) ->
    f2 s k' x l __ __ __ _res r0 (coq_R_remove_rec k f f0 f1 f2 l _res r0)

  (** val remove_rect :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let rec remove_rect k f f0 f1 f2 s =
    let f3 = f s in
    let f4 = f0 s in
    let f5 = f1 s in
    let f6 = f2 s in
    (match s with
     | [] -> f3 __
     | a :: l ->
       let (a0, b) = a in
       let f7 = f6 a0 b l __ in
       let f8 = fun _ _ ->
         let hrec = remove_rect k f f0 f1 f2 l in f7 __ __ hrec
       in
       let f9 = f5 a0 b l __ in
       let f10 = f4 a0 b l __ in
       (match X.compare k a0 with
        | LT -> f10 __ __
        | EQ -> f9 __ __
        | GT -> f8 __ __))

  (** val remove_rec :
      key -> ('a1 t -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2) -> ('a1 t -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> __ -> __ -> 'a2 -> 'a2) -> 'a1 t -> 'a2 **)

  let remove_rec =
    remove_rect

  (** val coq_R_remove_correct : key -> 'a1 t -> 'a1 t -> 'a1 coq_R_remove **)

  let coq_R_remove_correct k s _res =
    Obj.magic remove_rect k (fun y _ _ _ -> R_remove_0 y)
      (fun y y0 y1 y2 _ _ _ _ _ -> R_remove_1 (y, y0, y1, y2))
      (fun y y0 y1 y2 _ _ _ _ _ -> R_remove_2 (y, y0, y1, y2))
      (fun y y0 y1 y2 _ _ _ y6 _ _ -> R_remove_3 (y, y0, y1, y2,
      (remove k y2), (y6 (remove k y2) __))) s _res __

  (** val elements : 'a1 t -> 'a1 t **)

  let elements m0 =
    m0

  (** val fold : (key -> 'a1 -> 'a2 -> 'a2) -> 'a1 t -> 'a2 -> 'a2 **)

  let rec fold f m0 acc =
    match m0 with
    | [] -> acc
    | p :: m' -> let (k, e) = p in fold f m' (f k e acc)

  type ('elt, 'a) coq_R_fold =
  | R_fold_0 of 'elt t * 'a
  | R_fold_1 of 'elt t * 'a * X.t * 'elt * (X.t * 'elt) list * 'a
     * ('elt, 'a) coq_R_fold

  (** val coq_R_fold_rect :
      (key -> 'a1 -> 'a2 -> 'a2) -> ('a1 t -> 'a2 -> __ -> 'a3) -> ('a1 t ->
      'a2 -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> 'a2 -> ('a1, 'a2)
      coq_R_fold -> 'a3 -> 'a3) -> 'a1 t -> 'a2 -> 'a2 -> ('a1, 'a2)
      coq_R_fold -> 'a3 **)

  let rec coq_R_fold_rect f f0 f1 _ _ _ = function
  | R_fold_0 (m0, acc) -> f0 m0 acc __
  | R_fold_1 (m0, acc, k, e, m', _res, r0) ->
    f1 m0 acc k e m' __ _res r0
      (coq_R_fold_rect f f0 f1 m' (f k e acc) _res r0)

  (** val coq_R_fold_rec :
      (key -> 'a1 -> 'a2 -> 'a2) -> ('a1 t -> 'a2 -> __ -> 'a3) -> ('a1 t ->
      'a2 -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> 'a2 -> ('a1, 'a2)
      coq_R_fold -> 'a3 -> 'a3) -> 'a1 t -> 'a2 -> 'a2 -> ('a1, 'a2)
      coq_R_fold -> 'a3 **)

  let rec coq_R_fold_rec f f0 f1 _ _ _ = function
  | R_fold_0 (m0, acc) -> f0 m0 acc __
  | R_fold_1 (m0, acc, k, e, m', _res, r0) ->
    f1 m0 acc k e m' __ _res r0
      (coq_R_fold_rec f f0 f1 m' (f k e acc) _res r0)

  (** val fold_rect :
      (key -> 'a1 -> 'a2 -> 'a2) -> ('a1 t -> 'a2 -> __ -> 'a3) -> ('a1 t ->
      'a2 -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> 'a3 -> 'a3) -> 'a1 t ->
      'a2 -> 'a3 **)

  let rec fold_rect f f0 f1 m0 acc =
    let f2 = f0 m0 acc in
    let f3 = f1 m0 acc in
    (match m0 with
     | [] -> f2 __
     | a :: l ->
       let (a0, b) = a in
       let f4 = f3 a0 b l __ in
       let hrec = fold_rect f f0 f1 l (f a0 b acc) in f4 hrec)

  (** val fold_rec :
      (key -> 'a1 -> 'a2 -> 'a2) -> ('a1 t -> 'a2 -> __ -> 'a3) -> ('a1 t ->
      'a2 -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> 'a3 -> 'a3) -> 'a1 t ->
      'a2 -> 'a3 **)

  let fold_rec =
    fold_rect

  (** val coq_R_fold_correct :
      (key -> 'a1 -> 'a2 -> 'a2) -> 'a1 t -> 'a2 -> 'a2 -> ('a1, 'a2)
      coq_R_fold **)

  let coq_R_fold_correct f m0 acc _res =
    fold_rect f (fun y y0 _ _ _ -> R_fold_0 (y, y0))
      (fun y y0 y1 y2 y3 _ y5 _ _ -> R_fold_1 (y, y0, y1, y2, y3,
      (fold f y3 (f y1 y2 y0)), (y5 (fold f y3 (f y1 y2 y0)) __))) m0 acc
      _res __

  (** val equal : ('a1 -> 'a1 -> bool) -> 'a1 t -> 'a1 t -> bool **)

  let rec equal cmp m0 m' =
    match m0 with
    | [] -> (match m' with
             | [] -> true
             | _ :: _ -> false)
    | p :: l ->
      let (x, e) = p in
      (match m' with
       | [] -> false
       | p0 :: l' ->
         let (x', e') = p0 in
         (match X.compare x x' with
          | EQ -> (&&) (cmp e e') (equal cmp l l')
          | _ -> false))

  type 'elt coq_R_equal =
  | R_equal_0 of 'elt t * 'elt t
  | R_equal_1 of 'elt t * 'elt t * X.t * 'elt * (X.t * 'elt) list * X.t
     * 'elt * (X.t * 'elt) list * bool * 'elt coq_R_equal
  | R_equal_2 of 'elt t * 'elt t * X.t * 'elt * (X.t * 'elt) list * X.t
     * 'elt * (X.t * 'elt) list * X.t compare0
  | R_equal_3 of 'elt t * 'elt t * 'elt t * 'elt t

  (** val coq_R_equal_rect :
      ('a1 -> 'a1 -> bool) -> ('a1 t -> 'a1 t -> __ -> __ -> 'a2) -> ('a1 t
      -> 'a1 t -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> bool -> 'a1 coq_R_equal -> 'a2 ->
      'a2) -> ('a1 t -> 'a1 t -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t
      -> 'a1 -> (X.t * 'a1) list -> __ -> X.t compare0 -> __ -> __ -> 'a2) ->
      ('a1 t -> 'a1 t -> 'a1 t -> __ -> 'a1 t -> __ -> __ -> 'a2) -> 'a1 t ->
      'a1 t -> bool -> 'a1 coq_R_equal -> 'a2 **)

  let rec coq_R_equal_rect cmp f f0 f1 f2 _ _ _ = function
  | R_equal_0 (m0, m') -> f m0 m' __ __
  | R_equal_1 (m0, m', x, e, l, x', e', l', _res, r0) ->
    f0 m0 m' x e l __ x' e' l' __ __ __ _res r0
      (coq_R_equal_rect cmp f f0 f1 f2 l l' _res r0)
  | R_equal_2 (m0, m', x, e, l, x', e', l', _x) ->
    f1 m0 m' x e l __ x' e' l' __ _x __ __
  | R_equal_3 (m0, m', _x, _x0) -> f2 m0 m' _x __ _x0 __ __

  (** val coq_R_equal_rec :
      ('a1 -> 'a1 -> bool) -> ('a1 t -> 'a1 t -> __ -> __ -> 'a2) -> ('a1 t
      -> 'a1 t -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> bool -> 'a1 coq_R_equal -> 'a2 ->
      'a2) -> ('a1 t -> 'a1 t -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t
      -> 'a1 -> (X.t * 'a1) list -> __ -> X.t compare0 -> __ -> __ -> 'a2) ->
      ('a1 t -> 'a1 t -> 'a1 t -> __ -> 'a1 t -> __ -> __ -> 'a2) -> 'a1 t ->
      'a1 t -> bool -> 'a1 coq_R_equal -> 'a2 **)

  let rec coq_R_equal_rec cmp f f0 f1 f2 _ _ _ = function
  | R_equal_0 (m0, m') -> f m0 m' __ __
  | R_equal_1 (m0, m', x, e, l, x', e', l', _res, r0) ->
    f0 m0 m' x e l __ x' e' l' __ __ __ _res r0
      (coq_R_equal_rec cmp f f0 f1 f2 l l' _res r0)
  | R_equal_2 (m0, m', x, e, l, x', e', l', _x) ->
    f1 m0 m' x e l __ x' e' l' __ _x __ __
  | R_equal_3 (m0, m', _x, _x0) -> f2 m0 m' _x __ _x0 __ __

  (** val equal_rect :
      ('a1 -> 'a1 -> bool) -> ('a1 t -> 'a1 t -> __ -> __ -> 'a2) -> ('a1 t
      -> 'a1 t -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2 -> 'a2) -> ('a1 t -> 'a1 t ->
      X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> X.t compare0 -> __ -> __ -> 'a2) -> ('a1 t -> 'a1 t -> 'a1 t
      -> __ -> 'a1 t -> __ -> __ -> 'a2) -> 'a1 t -> 'a1 t -> 'a2 **)

  let rec equal_rect cmp f f0 f1 f2 m0 m' =
    let f3 = f m0 m' in
    let f4 = f0 m0 m' in
    let f5 = f1 m0 m' in
    let f6 = f2 m0 m' in
    let f7 = f6 m0 __ in
    let f8 = f7 m' __ in
    (match m0 with
     | [] -> let f9 = f3 __ in (match m' with
                                | [] -> f9 __
                                | _ :: _ -> f8 __)
     | a :: l ->
       let (a0, b) = a in
       let f9 = f5 a0 b l __ in
       let f10 = f4 a0 b l __ in
       (match m' with
        | [] -> f8 __
        | a1 :: l0 ->
          let (a2, b0) = a1 in
          let f11 = f9 a2 b0 l0 __ in
          let f12 = let _x = X.compare a0 a2 in f11 _x __ in
          let f13 = f10 a2 b0 l0 __ in
          let f14 = fun _ _ ->
            let hrec = equal_rect cmp f f0 f1 f2 l l0 in f13 __ __ hrec
          in
          (match X.compare a0 a2 with
           | EQ -> f14 __ __
           | _ -> f12 __)))

  (** val equal_rec :
      ('a1 -> 'a1 -> bool) -> ('a1 t -> 'a1 t -> __ -> __ -> 'a2) -> ('a1 t
      -> 'a1 t -> X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t -> 'a1 ->
      (X.t * 'a1) list -> __ -> __ -> __ -> 'a2 -> 'a2) -> ('a1 t -> 'a1 t ->
      X.t -> 'a1 -> (X.t * 'a1) list -> __ -> X.t -> 'a1 -> (X.t * 'a1) list
      -> __ -> X.t compare0 -> __ -> __ -> 'a2) -> ('a1 t -> 'a1 t -> 'a1 t
      -> __ -> 'a1 t -> __ -> __ -> 'a2) -> 'a1 t -> 'a1 t -> 'a2 **)

  let equal_rec =
    equal_rect

  (** val coq_R_equal_correct :
      ('a1 -> 'a1 -> bool) -> 'a1 t -> 'a1 t -> bool -> 'a1 coq_R_equal **)

  let coq_R_equal_correct cmp m0 m' _res =
    equal_rect cmp (fun y y0 _ _ _ _ -> R_equal_0 (y, y0))
      (fun y y0 y1 y2 y3 _ y5 y6 y7 _ _ _ y11 _ _ -> R_equal_1 (y, y0, y1,
      y2, y3, y5, y6, y7, (equal cmp y3 y7), (y11 (equal cmp y3 y7) __)))
      (fun y y0 y1 y2 y3 _ y5 y6 y7 _ y9 _ _ _ _ -> R_equal_2 (y, y0, y1, y2,
      y3, y5, y6, y7, y9)) (fun y y0 y1 _ y3 _ _ _ _ -> R_equal_3 (y, y0, y1,
      y3)) m0 m' _res __

  (** val map : ('a1 -> 'a2) -> 'a1 t -> 'a2 t **)

  let rec map f = function
  | [] -> []
  | p :: m' -> let (k, e) = p in (k, (f e)) :: (map f m')

  (** val mapi : (key -> 'a1 -> 'a2) -> 'a1 t -> 'a2 t **)

  let rec mapi f = function
  | [] -> []
  | p :: m' -> let (k, e) = p in (k, (f k e)) :: (mapi f m')

  (** val option_cons :
      key -> 'a1 option -> (key * 'a1) list -> (key * 'a1) list **)

  let option_cons k o l =
    match o with
    | Some e -> (k, e) :: l
    | None -> l

  (** val map2_l :
      ('a1 option -> 'a2 option -> 'a3 option) -> 'a1 t -> 'a3 t **)

  let rec map2_l f = function
  | [] -> []
  | p :: l -> let (k, e) = p in option_cons k (f (Some e) None) (map2_l f l)

  (** val map2_r :
      ('a1 option -> 'a2 option -> 'a3 option) -> 'a2 t -> 'a3 t **)

  let rec map2_r f = function
  | [] -> []
  | p :: l' ->
    let (k, e') = p in option_cons k (f None (Some e')) (map2_r f l')

  (** val map2 :
      ('a1 option -> 'a2 option -> 'a3 option) -> 'a1 t -> 'a2 t -> 'a3 t **)

  let rec map2 f m0 = match m0 with
  | [] -> map2_r f
  | p :: l ->
    let (k, e) = p in
    let rec map2_aux m' = match m' with
    | [] -> map2_l f m0
    | p0 :: l' ->
      let (k', e') = p0 in
      (match X.compare k k' with
       | LT -> option_cons k (f (Some e) None) (map2 f l m')
       | EQ -> option_cons k (f (Some e) (Some e')) (map2 f l l')
       | GT -> option_cons k' (f None (Some e')) (map2_aux l'))
    in map2_aux

  (** val combine : 'a1 t -> 'a2 t -> ('a1 option * 'a2 option) t **)

  let rec combine m0 = match m0 with
  | [] -> map (fun e' -> (None, (Some e')))
  | p :: l ->
    let (k, e) = p in
    let rec combine_aux m' = match m' with
    | [] -> map (fun e0 -> ((Some e0), None)) m0
    | p0 :: l' ->
      let (k', e') = p0 in
      (match X.compare k k' with
       | LT -> (k, ((Some e), None)) :: (combine l m')
       | EQ -> (k, ((Some e), (Some e'))) :: (combine l l')
       | GT -> (k', (None, (Some e'))) :: (combine_aux l'))
    in combine_aux

  (** val fold_right_pair :
      ('a1 -> 'a2 -> 'a3 -> 'a3) -> ('a1 * 'a2) list -> 'a3 -> 'a3 **)

  let fold_right_pair f l i =
    fold_right (fun p -> f (fst p) (snd p)) i l

  (** val map2_alt :
      ('a1 option -> 'a2 option -> 'a3 option) -> 'a1 t -> 'a2 t ->
      (key * 'a3) list **)

  let map2_alt f m0 m' =
    let m1 = combine m0 m' in
    let m2 = map (fun p -> f (fst p) (snd p)) m1 in
    fold_right_pair option_cons m2 []

  (** val at_least_one :
      'a1 option -> 'a2 option -> ('a1 option * 'a2 option) option **)

  let at_least_one o o' =
    match o with
    | Some _ -> Some (o, o')
    | None -> (match o' with
               | Some _ -> Some (o, o')
               | None -> None)

  (** val at_least_one_then_f :
      ('a1 option -> 'a2 option -> 'a3 option) -> 'a1 option -> 'a2 option ->
      'a3 option **)

  let at_least_one_then_f f o o' =
    match o with
    | Some _ -> f o o'
    | None -> (match o' with
               | Some _ -> f o o'
               | None -> None)
 end

module type Int =
 sig
  type t

  val i2z : t -> z

  val _0 : t

  val _1 : t

  val _2 : t

  val _3 : t

  val add : t -> t -> t

  val opp : t -> t

  val sub : t -> t -> t

  val mul : t -> t -> t

  val max : t -> t -> t

  val eqb : t -> t -> bool

  val ltb : t -> t -> bool

  val leb : t -> t -> bool

  val gt_le_dec : t -> t -> bool

  val ge_lt_dec : t -> t -> bool

  val eq_dec : t -> t -> bool
 end

module Z_as_Int =
 struct
  type t = z

  (** val _0 : z **)

  let _0 =
    Z0

  (** val _1 : z **)

  let _1 =
    Zpos XH

  (** val _2 : z **)

  let _2 =
    Zpos (XO XH)

  (** val _3 : z **)

  let _3 =
    Zpos (XI XH)

  (** val add : z -> z -> z **)

  let add =
    Z.add

  (** val opp : z -> z **)

  let opp =
    Z.opp

  (** val sub : z -> z -> z **)

  let sub =
    Z.sub

  (** val mul : z -> z -> z **)

  let mul =
    Z.mul

  (** val max : z -> z -> z **)

  let max =
    Z.max

  (** val eqb : z -> z -> bool **)

  let eqb =
    Z.eqb

  (** val ltb : z -> z -> bool **)

  let ltb =
    Z.ltb

  (** val leb : z -> z -> bool **)

  let leb =
    Z.leb

  (** val eq_dec : z -> z -> bool **)

  let eq_dec =
    Z.eq_dec

  (** val gt_le_dec : z -> z -> bool **)

  let gt_le_dec i j =
    let b = Z.ltb j i in if b then true else false

  (** val ge_lt_dec : z -> z -> bool **)

  let ge_lt_dec i j =
    let b = Z.ltb i j in if b then false else true

  (** val i2z : t -> z **)

  let i2z n1 =
    n1
 end

module Coq_Raw =
 functor (I:Int) ->
 functor (X:OrderedType) ->
 struct
  type key = X.t

  type 'elt tree =
  | Leaf
  | Node of 'elt tree * key * 'elt * 'elt tree * I.t

  (** val tree_rect :
      'a2 -> ('a1 tree -> 'a2 -> key -> 'a1 -> 'a1 tree -> 'a2 -> I.t -> 'a2)
      -> 'a1 tree -> 'a2 **)

  let rec tree_rect f f0 = function
  | Leaf -> f
  | Node (t1, k, y, t2, t3) ->
    f0 t1 (tree_rect f f0 t1) k y t2 (tree_rect f f0 t2) t3

  (** val tree_rec :
      'a2 -> ('a1 tree -> 'a2 -> key -> 'a1 -> 'a1 tree -> 'a2 -> I.t -> 'a2)
      -> 'a1 tree -> 'a2 **)

  let rec tree_rec f f0 = function
  | Leaf -> f
  | Node (t1, k, y, t2, t3) ->
    f0 t1 (tree_rec f f0 t1) k y t2 (tree_rec f f0 t2) t3

  (** val height : 'a1 tree -> I.t **)

  let height = function
  | Leaf -> I._0
  | Node (_, _, _, _, h) -> h

  (** val cardinal : 'a1 tree -> nat **)

  let rec cardinal = function
  | Leaf -> O
  | Node (l, _, _, r, _) -> S (add (cardinal l) (cardinal r))

  (** val empty : 'a1 tree **)

  let empty =
    Leaf

  (** val is_empty : 'a1 tree -> bool **)

  let is_empty = function
  | Leaf -> true
  | Node (_, _, _, _, _) -> false

  (** val mem : X.t -> 'a1 tree -> bool **)

  let rec mem x = function
  | Leaf -> false
  | Node (l, y, _, r, _) ->
    (match X.compare x y with
     | LT -> mem x l
     | EQ -> true
     | GT -> mem x r)

  (** val find : X.t -> 'a1 tree -> 'a1 option **)

  let rec find x = function
  | Leaf -> None
  | Node (l, y, d, r, _) ->
    (match X.compare x y with
     | LT -> find x l
     | EQ -> Some d
     | GT -> find x r)

  (** val create : 'a1 tree -> key -> 'a1 -> 'a1 tree -> 'a1 tree **)

  let create l x e r =
    Node (l, x, e, r, (I.add (I.max (height l) (height r)) I._1))

  (** val assert_false : 'a1 tree -> key -> 'a1 -> 'a1 tree -> 'a1 tree **)

  let assert_false =
    create

  (** val bal : 'a1 tree -> key -> 'a1 -> 'a1 tree -> 'a1 tree **)

  let bal l x d r =
    let hl = height l in
    let hr = height r in
    if I.gt_le_dec hl (I.add hr I._2)
    then (match l with
          | Leaf -> assert_false l x d r
          | Node (ll, lx, ld, lr, _) ->
            if I.ge_lt_dec (height ll) (height lr)
            then create ll lx ld (create lr x d r)
            else (match lr with
                  | Leaf -> assert_false l x d r
                  | Node (lrl, lrx, lrd, lrr, _) ->
                    create (create ll lx ld lrl) lrx lrd (create lrr x d r)))
    else if I.gt_le_dec hr (I.add hl I._2)
         then (match r with
               | Leaf -> assert_false l x d r
               | Node (rl, rx, rd, rr, _) ->
                 if I.ge_lt_dec (height rr) (height rl)
                 then create (create l x d rl) rx rd rr
                 else (match rl with
                       | Leaf -> assert_false l x d r
                       | Node (rll, rlx, rld, rlr, _) ->
                         create (create l x d rll) rlx rld
                           (create rlr rx rd rr)))
         else create l x d r

  (** val add : key -> 'a1 -> 'a1 tree -> 'a1 tree **)

  let rec add x d = function
  | Leaf -> Node (Leaf, x, d, Leaf, I._1)
  | Node (l, y, d', r, h) ->
    (match X.compare x y with
     | LT -> bal (add x d l) y d' r
     | EQ -> Node (l, y, d, r, h)
     | GT -> bal l y d' (add x d r))

  (** val remove_min :
      'a1 tree -> key -> 'a1 -> 'a1 tree -> 'a1 tree * (key * 'a1) **)

  let rec remove_min l x d r =
    match l with
    | Leaf -> (r, (x, d))
    | Node (ll, lx, ld, lr, _) ->
      let (l', m0) = remove_min ll lx ld lr in ((bal l' x d r), m0)

  (** val merge : 'a1 tree -> 'a1 tree -> 'a1 tree **)

  let merge s1 s2 =
    match s1 with
    | Leaf -> s2
    | Node (_, _, _, _, _) ->
      (match s2 with
       | Leaf -> s1
       | Node (l2, x2, d2, r2, _) ->
         let (s2', p) = remove_min l2 x2 d2 r2 in
         let (x, d) = p in bal s1 x d s2')

  (** val remove : X.t -> 'a1 tree -> 'a1 tree **)

  let rec remove x = function
  | Leaf -> Leaf
  | Node (l, y, d, r, _) ->
    (match X.compare x y with
     | LT -> bal (remove x l) y d r
     | EQ -> merge l r
     | GT -> bal l y d (remove x r))

  (** val join : 'a1 tree -> key -> 'a1 -> 'a1 tree -> 'a1 tree **)

  let rec join l = match l with
  | Leaf -> add
  | Node (ll, lx, ld, lr, lh) ->
    (fun x d ->
      let rec join_aux r = match r with
      | Leaf -> add x d l
      | Node (rl, rx, rd, rr, rh) ->
        if I.gt_le_dec lh (I.add rh I._2)
        then bal ll lx ld (join lr x d r)
        else if I.gt_le_dec rh (I.add lh I._2)
             then bal (join_aux rl) rx rd rr
             else create l x d r
      in join_aux)

  type 'elt triple = { t_left : 'elt tree; t_opt : 'elt option;
                       t_right : 'elt tree }

  (** val t_left : 'a1 triple -> 'a1 tree **)

  let t_left t0 =
    t0.t_left

  (** val t_opt : 'a1 triple -> 'a1 option **)

  let t_opt t0 =
    t0.t_opt

  (** val t_right : 'a1 triple -> 'a1 tree **)

  let t_right t0 =
    t0.t_right

  (** val split : X.t -> 'a1 tree -> 'a1 triple **)

  let rec split x = function
  | Leaf -> { t_left = Leaf; t_opt = None; t_right = Leaf }
  | Node (l, y, d, r, _) ->
    (match X.compare x y with
     | LT ->
       let { t_left = ll; t_opt = o; t_right = rl } = split x l in
       { t_left = ll; t_opt = o; t_right = (join rl y d r) }
     | EQ -> { t_left = l; t_opt = (Some d); t_right = r }
     | GT ->
       let { t_left = rl; t_opt = o; t_right = rr } = split x r in
       { t_left = (join l y d rl); t_opt = o; t_right = rr })

  (** val concat : 'a1 tree -> 'a1 tree -> 'a1 tree **)

  let concat m1 m2 =
    match m1 with
    | Leaf -> m2
    | Node (_, _, _, _, _) ->
      (match m2 with
       | Leaf -> m1
       | Node (l2, x2, d2, r2, _) ->
         let (m2', xd) = remove_min l2 x2 d2 r2 in
         join m1 (fst xd) (snd xd) m2')

  (** val elements_aux : (key * 'a1) list -> 'a1 tree -> (key * 'a1) list **)

  let rec elements_aux acc = function
  | Leaf -> acc
  | Node (l, x, d, r, _) -> elements_aux ((x, d) :: (elements_aux acc r)) l

  (** val elements : 'a1 tree -> (key * 'a1) list **)

  let elements m0 =
    elements_aux [] m0

  (** val fold : (key -> 'a1 -> 'a2 -> 'a2) -> 'a1 tree -> 'a2 -> 'a2 **)

  let rec fold f m0 a =
    match m0 with
    | Leaf -> a
    | Node (l, x, d, r, _) -> fold f r (f x d (fold f l a))

  type 'elt enumeration =
  | End
  | More of key * 'elt * 'elt tree * 'elt enumeration

  (** val enumeration_rect :
      'a2 -> (key -> 'a1 -> 'a1 tree -> 'a1 enumeration -> 'a2 -> 'a2) -> 'a1
      enumeration -> 'a2 **)

  let rec enumeration_rect f f0 = function
  | End -> f
  | More (k, e0, t0, e1) -> f0 k e0 t0 e1 (enumeration_rect f f0 e1)

  (** val enumeration_rec :
      'a2 -> (key -> 'a1 -> 'a1 tree -> 'a1 enumeration -> 'a2 -> 'a2) -> 'a1
      enumeration -> 'a2 **)

  let rec enumeration_rec f f0 = function
  | End -> f
  | More (k, e0, t0, e1) -> f0 k e0 t0 e1 (enumeration_rec f f0 e1)

  (** val cons : 'a1 tree -> 'a1 enumeration -> 'a1 enumeration **)

  let rec cons m0 e =
    match m0 with
    | Leaf -> e
    | Node (l, x, d, r, _) -> cons l (More (x, d, r, e))

  (** val equal_more :
      ('a1 -> 'a1 -> bool) -> X.t -> 'a1 -> ('a1 enumeration -> bool) -> 'a1
      enumeration -> bool **)

  let equal_more cmp x1 d1 cont = function
  | End -> false
  | More (x2, d2, r2, e3) ->
    (match X.compare x1 x2 with
     | EQ -> if cmp d1 d2 then cont (cons r2 e3) else false
     | _ -> false)

  (** val equal_cont :
      ('a1 -> 'a1 -> bool) -> 'a1 tree -> ('a1 enumeration -> bool) -> 'a1
      enumeration -> bool **)

  let rec equal_cont cmp m1 cont e2 =
    match m1 with
    | Leaf -> cont e2
    | Node (l1, x1, d1, r1, _) ->
      equal_cont cmp l1 (equal_more cmp x1 d1 (equal_cont cmp r1 cont)) e2

  (** val equal_end : 'a1 enumeration -> bool **)

  let equal_end = function
  | End -> true
  | More (_, _, _, _) -> false

  (** val equal : ('a1 -> 'a1 -> bool) -> 'a1 tree -> 'a1 tree -> bool **)

  let equal cmp m1 m2 =
    equal_cont cmp m1 equal_end (cons m2 End)

  (** val map : ('a1 -> 'a2) -> 'a1 tree -> 'a2 tree **)

  let rec map f = function
  | Leaf -> Leaf
  | Node (l, x, d, r, h) -> Node ((map f l), x, (f d), (map f r), h)

  (** val mapi : (key -> 'a1 -> 'a2) -> 'a1 tree -> 'a2 tree **)

  let rec mapi f = function
  | Leaf -> Leaf
  | Node (l, x, d, r, h) -> Node ((mapi f l), x, (f x d), (mapi f r), h)

  (** val map_option : (key -> 'a1 -> 'a2 option) -> 'a1 tree -> 'a2 tree **)

  let rec map_option f = function
  | Leaf -> Leaf
  | Node (l, x, d, r, _) ->
    (match f x d with
     | Some d' -> join (map_option f l) x d' (map_option f r)
     | None -> concat (map_option f l) (map_option f r))

  (** val map2_opt :
      (key -> 'a1 -> 'a2 option -> 'a3 option) -> ('a1 tree -> 'a3 tree) ->
      ('a2 tree -> 'a3 tree) -> 'a1 tree -> 'a2 tree -> 'a3 tree **)

  let rec map2_opt f mapl mapr m1 m2 =
    match m1 with
    | Leaf -> mapr m2
    | Node (l1, x1, d1, r1, _) ->
      (match m2 with
       | Leaf -> mapl m1
       | Node (_, _, _, _, _) ->
         let { t_left = l2'; t_opt = o2; t_right = r2' } = split x1 m2 in
         (match f x1 d1 o2 with
          | Some e ->
            join (map2_opt f mapl mapr l1 l2') x1 e
              (map2_opt f mapl mapr r1 r2')
          | None ->
            concat (map2_opt f mapl mapr l1 l2') (map2_opt f mapl mapr r1 r2')))

  (** val map2 :
      ('a1 option -> 'a2 option -> 'a3 option) -> 'a1 tree -> 'a2 tree -> 'a3
      tree **)

  let map2 f =
    map2_opt (fun _ d o -> f (Some d) o)
      (map_option (fun _ d -> f (Some d) None))
      (map_option (fun _ d' -> f None (Some d')))

  module Proofs =
   struct
    module MX = OrderedTypeFacts(X)

    module PX = KeyOrderedType(X)

    module L = Raw(X)

    type 'elt coq_R_mem =
    | R_mem_0 of 'elt tree
    | R_mem_1 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t * 
       bool * 'elt coq_R_mem
    | R_mem_2 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
    | R_mem_3 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t * 
       bool * 'elt coq_R_mem

    (** val coq_R_mem_rect :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> bool -> 'a1 coq_R_mem -> 'a2
        -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t ->
        __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1
        tree -> I.t -> __ -> __ -> __ -> bool -> 'a1 coq_R_mem -> 'a2 -> 'a2)
        -> 'a1 tree -> bool -> 'a1 coq_R_mem -> 'a2 **)

    let rec coq_R_mem_rect x f f0 f1 f2 _ _ = function
    | R_mem_0 m0 -> f m0 __
    | R_mem_1 (m0, l, y, _x, r0, _x0, _res, r1) ->
      f0 m0 l y _x r0 _x0 __ __ __ _res r1
        (coq_R_mem_rect x f f0 f1 f2 l _res r1)
    | R_mem_2 (m0, l, y, _x, r0, _x0) -> f1 m0 l y _x r0 _x0 __ __ __
    | R_mem_3 (m0, l, y, _x, r0, _x0, _res, r1) ->
      f2 m0 l y _x r0 _x0 __ __ __ _res r1
        (coq_R_mem_rect x f f0 f1 f2 r0 _res r1)

    (** val coq_R_mem_rec :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> bool -> 'a1 coq_R_mem -> 'a2
        -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t ->
        __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1
        tree -> I.t -> __ -> __ -> __ -> bool -> 'a1 coq_R_mem -> 'a2 -> 'a2)
        -> 'a1 tree -> bool -> 'a1 coq_R_mem -> 'a2 **)

    let rec coq_R_mem_rec x f f0 f1 f2 _ _ = function
    | R_mem_0 m0 -> f m0 __
    | R_mem_1 (m0, l, y, _x, r0, _x0, _res, r1) ->
      f0 m0 l y _x r0 _x0 __ __ __ _res r1
        (coq_R_mem_rec x f f0 f1 f2 l _res r1)
    | R_mem_2 (m0, l, y, _x, r0, _x0) -> f1 m0 l y _x r0 _x0 __ __ __
    | R_mem_3 (m0, l, y, _x, r0, _x0, _res, r1) ->
      f2 m0 l y _x r0 _x0 __ __ __ _res r1
        (coq_R_mem_rec x f f0 f1 f2 r0 _res r1)

    type 'elt coq_R_find =
    | R_find_0 of 'elt tree
    | R_find_1 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
       * 'elt option * 'elt coq_R_find
    | R_find_2 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
    | R_find_3 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
       * 'elt option * 'elt coq_R_find

    (** val coq_R_find_rect :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 option -> 'a1 coq_R_find
        -> 'a2 -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree ->
        I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 option -> 'a1 coq_R_find
        -> 'a2 -> 'a2) -> 'a1 tree -> 'a1 option -> 'a1 coq_R_find -> 'a2 **)

    let rec coq_R_find_rect x f f0 f1 f2 _ _ = function
    | R_find_0 m0 -> f m0 __
    | R_find_1 (m0, l, y, d, r0, _x, _res, r1) ->
      f0 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_find_rect x f f0 f1 f2 l _res r1)
    | R_find_2 (m0, l, y, d, r0, _x) -> f1 m0 l y d r0 _x __ __ __
    | R_find_3 (m0, l, y, d, r0, _x, _res, r1) ->
      f2 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_find_rect x f f0 f1 f2 r0 _res r1)

    (** val coq_R_find_rec :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 option -> 'a1 coq_R_find
        -> 'a2 -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree ->
        I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 option -> 'a1 coq_R_find
        -> 'a2 -> 'a2) -> 'a1 tree -> 'a1 option -> 'a1 coq_R_find -> 'a2 **)

    let rec coq_R_find_rec x f f0 f1 f2 _ _ = function
    | R_find_0 m0 -> f m0 __
    | R_find_1 (m0, l, y, d, r0, _x, _res, r1) ->
      f0 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_find_rec x f f0 f1 f2 l _res r1)
    | R_find_2 (m0, l, y, d, r0, _x) -> f1 m0 l y d r0 _x __ __ __
    | R_find_3 (m0, l, y, d, r0, _x, _res, r1) ->
      f2 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_find_rec x f f0 f1 f2 r0 _res r1)

    type 'elt coq_R_bal =
    | R_bal_0 of 'elt tree * key * 'elt * 'elt tree
    | R_bal_1 of 'elt tree * key * 'elt * 'elt tree * 'elt tree * key * 
       'elt * 'elt tree * I.t
    | R_bal_2 of 'elt tree * key * 'elt * 'elt tree * 'elt tree * key * 
       'elt * 'elt tree * I.t
    | R_bal_3 of 'elt tree * key * 'elt * 'elt tree * 'elt tree * key * 
       'elt * 'elt tree * I.t * 'elt tree * key * 'elt * 'elt tree * 
       I.t
    | R_bal_4 of 'elt tree * key * 'elt * 'elt tree
    | R_bal_5 of 'elt tree * key * 'elt * 'elt tree * 'elt tree * key * 
       'elt * 'elt tree * I.t
    | R_bal_6 of 'elt tree * key * 'elt * 'elt tree * 'elt tree * key * 
       'elt * 'elt tree * I.t
    | R_bal_7 of 'elt tree * key * 'elt * 'elt tree * 'elt tree * key * 
       'elt * 'elt tree * I.t * 'elt tree * key * 'elt * 'elt tree * 
       I.t
    | R_bal_8 of 'elt tree * key * 'elt * 'elt tree

    (** val coq_R_bal_rect :
        ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __ -> 'a2) -> ('a1
        tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> key ->
        'a1 -> 'a1 tree -> __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree ->
        I.t -> __ -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1
        tree -> __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ ->
        'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __ -> __
        -> __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ ->
        __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ ->
        __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __
        -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __
        -> __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ ->
        __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ ->
        __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a2) -> ('a1
        tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __ -> __ -> 'a2) -> 'a1
        tree -> key -> 'a1 -> 'a1 tree -> 'a1 tree -> 'a1 coq_R_bal -> 'a2 **)

    let coq_R_bal_rect f f0 f1 f2 f3 f4 f5 f6 f7 _ _ _ _ _ = function
    | R_bal_0 (l, x, d, r) -> f l x d r __ __ __
    | R_bal_1 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f0 l x d r __ __ x0 x1 x2 x3 x4 __ __ __
    | R_bal_2 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f1 l x d r __ __ x0 x1 x2 x3 x4 __ __ __ __
    | R_bal_3 (l, x, d, r, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9) ->
      f2 l x d r __ __ x0 x1 x2 x3 x4 __ __ __ x5 x6 x7 x8 x9 __
    | R_bal_4 (l, x, d, r) -> f3 l x d r __ __ __ __ __
    | R_bal_5 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f4 l x d r __ __ __ __ x0 x1 x2 x3 x4 __ __ __
    | R_bal_6 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f5 l x d r __ __ __ __ x0 x1 x2 x3 x4 __ __ __ __
    | R_bal_7 (l, x, d, r, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9) ->
      f6 l x d r __ __ __ __ x0 x1 x2 x3 x4 __ __ __ x5 x6 x7 x8 x9 __
    | R_bal_8 (l, x, d, r) -> f7 l x d r __ __ __ __

    (** val coq_R_bal_rec :
        ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __ -> 'a2) -> ('a1
        tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> key ->
        'a1 -> 'a1 tree -> __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree ->
        I.t -> __ -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1
        tree -> __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ ->
        'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __ -> __
        -> __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ ->
        __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ ->
        __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __
        -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __
        -> __ -> 'a2) -> ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> __ ->
        __ -> __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ ->
        __ -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a2) -> ('a1
        tree -> key -> 'a1 -> 'a1 tree -> __ -> __ -> __ -> __ -> 'a2) -> 'a1
        tree -> key -> 'a1 -> 'a1 tree -> 'a1 tree -> 'a1 coq_R_bal -> 'a2 **)

    let coq_R_bal_rec f f0 f1 f2 f3 f4 f5 f6 f7 _ _ _ _ _ = function
    | R_bal_0 (l, x, d, r) -> f l x d r __ __ __
    | R_bal_1 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f0 l x d r __ __ x0 x1 x2 x3 x4 __ __ __
    | R_bal_2 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f1 l x d r __ __ x0 x1 x2 x3 x4 __ __ __ __
    | R_bal_3 (l, x, d, r, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9) ->
      f2 l x d r __ __ x0 x1 x2 x3 x4 __ __ __ x5 x6 x7 x8 x9 __
    | R_bal_4 (l, x, d, r) -> f3 l x d r __ __ __ __ __
    | R_bal_5 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f4 l x d r __ __ __ __ x0 x1 x2 x3 x4 __ __ __
    | R_bal_6 (l, x, d, r, x0, x1, x2, x3, x4) ->
      f5 l x d r __ __ __ __ x0 x1 x2 x3 x4 __ __ __ __
    | R_bal_7 (l, x, d, r, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9) ->
      f6 l x d r __ __ __ __ x0 x1 x2 x3 x4 __ __ __ x5 x6 x7 x8 x9 __
    | R_bal_8 (l, x, d, r) -> f7 l x d r __ __ __ __

    type 'elt coq_R_add =
    | R_add_0 of 'elt tree
    | R_add_1 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
       * 'elt tree * 'elt coq_R_add
    | R_add_2 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
    | R_add_3 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
       * 'elt tree * 'elt coq_R_add

    (** val coq_R_add_rect :
        key -> 'a1 -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key
        -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1
        coq_R_add -> 'a2 -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 ->
        'a1 tree -> I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree ->
        key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1
        coq_R_add -> 'a2 -> 'a2) -> 'a1 tree -> 'a1 tree -> 'a1 coq_R_add ->
        'a2 **)

    let rec coq_R_add_rect x d f f0 f1 f2 _ _ = function
    | R_add_0 m0 -> f m0 __
    | R_add_1 (m0, l, y, d', r0, h, _res, r1) ->
      f0 m0 l y d' r0 h __ __ __ _res r1
        (coq_R_add_rect x d f f0 f1 f2 l _res r1)
    | R_add_2 (m0, l, y, d', r0, h) -> f1 m0 l y d' r0 h __ __ __
    | R_add_3 (m0, l, y, d', r0, h, _res, r1) ->
      f2 m0 l y d' r0 h __ __ __ _res r1
        (coq_R_add_rect x d f f0 f1 f2 r0 _res r1)

    (** val coq_R_add_rec :
        key -> 'a1 -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key
        -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1
        coq_R_add -> 'a2 -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 ->
        'a1 tree -> I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree ->
        key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1
        coq_R_add -> 'a2 -> 'a2) -> 'a1 tree -> 'a1 tree -> 'a1 coq_R_add ->
        'a2 **)

    let rec coq_R_add_rec x d f f0 f1 f2 _ _ = function
    | R_add_0 m0 -> f m0 __
    | R_add_1 (m0, l, y, d', r0, h, _res, r1) ->
      f0 m0 l y d' r0 h __ __ __ _res r1
        (coq_R_add_rec x d f f0 f1 f2 l _res r1)
    | R_add_2 (m0, l, y, d', r0, h) -> f1 m0 l y d' r0 h __ __ __
    | R_add_3 (m0, l, y, d', r0, h, _res, r1) ->
      f2 m0 l y d' r0 h __ __ __ _res r1
        (coq_R_add_rec x d f f0 f1 f2 r0 _res r1)

    type 'elt coq_R_remove_min =
    | R_remove_min_0 of 'elt tree * key * 'elt * 'elt tree
    | R_remove_min_1 of 'elt tree * key * 'elt * 'elt tree * 'elt tree * 
       key * 'elt * 'elt tree * I.t * ('elt tree * (key * 'elt))
       * 'elt coq_R_remove_min * 'elt tree * (key * 'elt)

    (** val coq_R_remove_min_rect :
        ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> 'a2) -> ('a1 tree -> key
        -> 'a1 -> 'a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> ('a1 tree * (key * 'a1)) -> 'a1 coq_R_remove_min -> 'a2 -> 'a1
        tree -> (key * 'a1) -> __ -> 'a2) -> 'a1 tree -> key -> 'a1 -> 'a1
        tree -> ('a1 tree * (key * 'a1)) -> 'a1 coq_R_remove_min -> 'a2 **)

    let rec coq_R_remove_min_rect f f0 _ _ _ _ _ = function
    | R_remove_min_0 (l, x, d, r) -> f l x d r __
    | R_remove_min_1 (l, x, d, r, ll, lx, ld, lr, _x, _res, r1, l', m0) ->
      f0 l x d r ll lx ld lr _x __ _res r1
        (coq_R_remove_min_rect f f0 ll lx ld lr _res r1) l' m0 __

    (** val coq_R_remove_min_rec :
        ('a1 tree -> key -> 'a1 -> 'a1 tree -> __ -> 'a2) -> ('a1 tree -> key
        -> 'a1 -> 'a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> ('a1 tree * (key * 'a1)) -> 'a1 coq_R_remove_min -> 'a2 -> 'a1
        tree -> (key * 'a1) -> __ -> 'a2) -> 'a1 tree -> key -> 'a1 -> 'a1
        tree -> ('a1 tree * (key * 'a1)) -> 'a1 coq_R_remove_min -> 'a2 **)

    let rec coq_R_remove_min_rec f f0 _ _ _ _ _ = function
    | R_remove_min_0 (l, x, d, r) -> f l x d r __
    | R_remove_min_1 (l, x, d, r, ll, lx, ld, lr, _x, _res, r1, l', m0) ->
      f0 l x d r ll lx ld lr _x __ _res r1
        (coq_R_remove_min_rec f f0 ll lx ld lr _res r1) l' m0 __

    type 'elt coq_R_merge =
    | R_merge_0 of 'elt tree * 'elt tree
    | R_merge_1 of 'elt tree * 'elt tree * 'elt tree * key * 'elt * 'elt tree
       * I.t
    | R_merge_2 of 'elt tree * 'elt tree * 'elt tree * key * 'elt * 'elt tree
       * I.t * 'elt tree * key * 'elt * 'elt tree * I.t * 'elt tree
       * (key * 'elt) * key * 'elt

    (** val coq_R_merge_rect :
        ('a1 tree -> 'a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> 'a1
        tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> 'a2) -> ('a1
        tree -> 'a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a1 tree ->
        (key * 'a1) -> __ -> key -> 'a1 -> __ -> 'a2) -> 'a1 tree -> 'a1 tree
        -> 'a1 tree -> 'a1 coq_R_merge -> 'a2 **)

    let coq_R_merge_rect f f0 f1 _ _ _ = function
    | R_merge_0 (s1, s2) -> f s1 s2 __
    | R_merge_1 (s1, s2, _x, _x0, _x1, _x2, _x3) ->
      f0 s1 s2 _x _x0 _x1 _x2 _x3 __ __
    | R_merge_2 (s1, s2, _x, _x0, _x1, _x2, _x3, l2, x2, d2, r2, _x4, s2', p,
                 x, d) ->
      f1 s1 s2 _x _x0 _x1 _x2 _x3 __ l2 x2 d2 r2 _x4 __ s2' p __ x d __

    (** val coq_R_merge_rec :
        ('a1 tree -> 'a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> 'a1
        tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> 'a2) -> ('a1
        tree -> 'a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a1 tree ->
        (key * 'a1) -> __ -> key -> 'a1 -> __ -> 'a2) -> 'a1 tree -> 'a1 tree
        -> 'a1 tree -> 'a1 coq_R_merge -> 'a2 **)

    let coq_R_merge_rec f f0 f1 _ _ _ = function
    | R_merge_0 (s1, s2) -> f s1 s2 __
    | R_merge_1 (s1, s2, _x, _x0, _x1, _x2, _x3) ->
      f0 s1 s2 _x _x0 _x1 _x2 _x3 __ __
    | R_merge_2 (s1, s2, _x, _x0, _x1, _x2, _x3, l2, x2, d2, r2, _x4, s2', p,
                 x, d) ->
      f1 s1 s2 _x _x0 _x1 _x2 _x3 __ l2 x2 d2 r2 _x4 __ s2' p __ x d __

    type 'elt coq_R_remove =
    | R_remove_0 of 'elt tree
    | R_remove_1 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * 
       I.t * 'elt tree * 'elt coq_R_remove
    | R_remove_2 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
    | R_remove_3 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * 
       I.t * 'elt tree * 'elt coq_R_remove

    (** val coq_R_remove_rect :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1 coq_R_remove
        -> 'a2 -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree ->
        I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1 coq_R_remove
        -> 'a2 -> 'a2) -> 'a1 tree -> 'a1 tree -> 'a1 coq_R_remove -> 'a2 **)

    let rec coq_R_remove_rect x f f0 f1 f2 _ _ = function
    | R_remove_0 m0 -> f m0 __
    | R_remove_1 (m0, l, y, d, r0, _x, _res, r1) ->
      f0 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_remove_rect x f f0 f1 f2 l _res r1)
    | R_remove_2 (m0, l, y, d, r0, _x) -> f1 m0 l y d r0 _x __ __ __
    | R_remove_3 (m0, l, y, d, r0, _x, _res, r1) ->
      f2 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_remove_rect x f f0 f1 f2 r0 _res r1)

    (** val coq_R_remove_rec :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1 coq_R_remove
        -> 'a2 -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree ->
        I.t -> __ -> __ -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 tree -> 'a1 coq_R_remove
        -> 'a2 -> 'a2) -> 'a1 tree -> 'a1 tree -> 'a1 coq_R_remove -> 'a2 **)

    let rec coq_R_remove_rec x f f0 f1 f2 _ _ = function
    | R_remove_0 m0 -> f m0 __
    | R_remove_1 (m0, l, y, d, r0, _x, _res, r1) ->
      f0 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_remove_rec x f f0 f1 f2 l _res r1)
    | R_remove_2 (m0, l, y, d, r0, _x) -> f1 m0 l y d r0 _x __ __ __
    | R_remove_3 (m0, l, y, d, r0, _x, _res, r1) ->
      f2 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_remove_rec x f f0 f1 f2 r0 _res r1)

    type 'elt coq_R_concat =
    | R_concat_0 of 'elt tree * 'elt tree
    | R_concat_1 of 'elt tree * 'elt tree * 'elt tree * key * 'elt
       * 'elt tree * I.t
    | R_concat_2 of 'elt tree * 'elt tree * 'elt tree * key * 'elt
       * 'elt tree * I.t * 'elt tree * key * 'elt * 'elt tree * I.t
       * 'elt tree * (key * 'elt)

    (** val coq_R_concat_rect :
        ('a1 tree -> 'a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> 'a1
        tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> 'a2) -> ('a1
        tree -> 'a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a1 tree ->
        (key * 'a1) -> __ -> 'a2) -> 'a1 tree -> 'a1 tree -> 'a1 tree -> 'a1
        coq_R_concat -> 'a2 **)

    let coq_R_concat_rect f f0 f1 _ _ _ = function
    | R_concat_0 (m1, m2) -> f m1 m2 __
    | R_concat_1 (m1, m2, _x, _x0, _x1, _x2, _x3) ->
      f0 m1 m2 _x _x0 _x1 _x2 _x3 __ __
    | R_concat_2 (m1, m2, _x, _x0, _x1, _x2, _x3, l2, x2, d2, r2, _x4, m2', xd) ->
      f1 m1 m2 _x _x0 _x1 _x2 _x3 __ l2 x2 d2 r2 _x4 __ m2' xd __

    (** val coq_R_concat_rec :
        ('a1 tree -> 'a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> 'a1
        tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> 'a2) -> ('a1
        tree -> 'a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a1 tree ->
        (key * 'a1) -> __ -> 'a2) -> 'a1 tree -> 'a1 tree -> 'a1 tree -> 'a1
        coq_R_concat -> 'a2 **)

    let coq_R_concat_rec f f0 f1 _ _ _ = function
    | R_concat_0 (m1, m2) -> f m1 m2 __
    | R_concat_1 (m1, m2, _x, _x0, _x1, _x2, _x3) ->
      f0 m1 m2 _x _x0 _x1 _x2 _x3 __ __
    | R_concat_2 (m1, m2, _x, _x0, _x1, _x2, _x3, l2, x2, d2, r2, _x4, m2', xd) ->
      f1 m1 m2 _x _x0 _x1 _x2 _x3 __ l2 x2 d2 r2 _x4 __ m2' xd __

    type 'elt coq_R_split =
    | R_split_0 of 'elt tree
    | R_split_1 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
       * 'elt triple * 'elt coq_R_split * 'elt tree * 'elt option * 'elt tree
    | R_split_2 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
    | R_split_3 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * I.t
       * 'elt triple * 'elt coq_R_split * 'elt tree * 'elt option * 'elt tree

    (** val coq_R_split_rect :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 triple -> 'a1 coq_R_split
        -> 'a2 -> 'a1 tree -> 'a1 option -> 'a1 tree -> __ -> 'a2) -> ('a1
        tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __
        -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t ->
        __ -> __ -> __ -> 'a1 triple -> 'a1 coq_R_split -> 'a2 -> 'a1 tree ->
        'a1 option -> 'a1 tree -> __ -> 'a2) -> 'a1 tree -> 'a1 triple -> 'a1
        coq_R_split -> 'a2 **)

    let rec coq_R_split_rect x f f0 f1 f2 _ _ = function
    | R_split_0 m0 -> f m0 __
    | R_split_1 (m0, l, y, d, r0, _x, _res, r1, ll, o, rl) ->
      f0 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_split_rect x f f0 f1 f2 l _res r1) ll o rl __
    | R_split_2 (m0, l, y, d, r0, _x) -> f1 m0 l y d r0 _x __ __ __
    | R_split_3 (m0, l, y, d, r0, _x, _res, r1, rl, o, rr) ->
      f2 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_split_rect x f f0 f1 f2 r0 _res r1) rl o rr __

    (** val coq_R_split_rec :
        X.t -> ('a1 tree -> __ -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1
        -> 'a1 tree -> I.t -> __ -> __ -> __ -> 'a1 triple -> 'a1 coq_R_split
        -> 'a2 -> 'a1 tree -> 'a1 option -> 'a1 tree -> __ -> 'a2) -> ('a1
        tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> __ -> __
        -> 'a2) -> ('a1 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t ->
        __ -> __ -> __ -> 'a1 triple -> 'a1 coq_R_split -> 'a2 -> 'a1 tree ->
        'a1 option -> 'a1 tree -> __ -> 'a2) -> 'a1 tree -> 'a1 triple -> 'a1
        coq_R_split -> 'a2 **)

    let rec coq_R_split_rec x f f0 f1 f2 _ _ = function
    | R_split_0 m0 -> f m0 __
    | R_split_1 (m0, l, y, d, r0, _x, _res, r1, ll, o, rl) ->
      f0 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_split_rec x f f0 f1 f2 l _res r1) ll o rl __
    | R_split_2 (m0, l, y, d, r0, _x) -> f1 m0 l y d r0 _x __ __ __
    | R_split_3 (m0, l, y, d, r0, _x, _res, r1, rl, o, rr) ->
      f2 m0 l y d r0 _x __ __ __ _res r1
        (coq_R_split_rec x f f0 f1 f2 r0 _res r1) rl o rr __

    type ('elt, 'x) coq_R_map_option =
    | R_map_option_0 of 'elt tree
    | R_map_option_1 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * 
       I.t * 'x * 'x tree * ('elt, 'x) coq_R_map_option * 'x tree
       * ('elt, 'x) coq_R_map_option
    | R_map_option_2 of 'elt tree * 'elt tree * key * 'elt * 'elt tree * 
       I.t * 'x tree * ('elt, 'x) coq_R_map_option * 'x tree
       * ('elt, 'x) coq_R_map_option

    (** val coq_R_map_option_rect :
        (key -> 'a1 -> 'a2 option) -> ('a1 tree -> __ -> 'a3) -> ('a1 tree ->
        'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a2 -> __ -> 'a2
        tree -> ('a1, 'a2) coq_R_map_option -> 'a3 -> 'a2 tree -> ('a1, 'a2)
        coq_R_map_option -> 'a3 -> 'a3) -> ('a1 tree -> 'a1 tree -> key ->
        'a1 -> 'a1 tree -> I.t -> __ -> __ -> 'a2 tree -> ('a1, 'a2)
        coq_R_map_option -> 'a3 -> 'a2 tree -> ('a1, 'a2) coq_R_map_option ->
        'a3 -> 'a3) -> 'a1 tree -> 'a2 tree -> ('a1, 'a2) coq_R_map_option ->
        'a3 **)

    let rec coq_R_map_option_rect f f0 f1 f2 _ _ = function
    | R_map_option_0 m0 -> f0 m0 __
    | R_map_option_1 (m0, l, x, d, r0, _x, d', _res0, r1, _res, r2) ->
      f1 m0 l x d r0 _x __ d' __ _res0 r1
        (coq_R_map_option_rect f f0 f1 f2 l _res0 r1) _res r2
        (coq_R_map_option_rect f f0 f1 f2 r0 _res r2)
    | R_map_option_2 (m0, l, x, d, r0, _x, _res0, r1, _res, r2) ->
      f2 m0 l x d r0 _x __ __ _res0 r1
        (coq_R_map_option_rect f f0 f1 f2 l _res0 r1) _res r2
        (coq_R_map_option_rect f f0 f1 f2 r0 _res r2)

    (** val coq_R_map_option_rec :
        (key -> 'a1 -> 'a2 option) -> ('a1 tree -> __ -> 'a3) -> ('a1 tree ->
        'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a2 -> __ -> 'a2
        tree -> ('a1, 'a2) coq_R_map_option -> 'a3 -> 'a2 tree -> ('a1, 'a2)
        coq_R_map_option -> 'a3 -> 'a3) -> ('a1 tree -> 'a1 tree -> key ->
        'a1 -> 'a1 tree -> I.t -> __ -> __ -> 'a2 tree -> ('a1, 'a2)
        coq_R_map_option -> 'a3 -> 'a2 tree -> ('a1, 'a2) coq_R_map_option ->
        'a3 -> 'a3) -> 'a1 tree -> 'a2 tree -> ('a1, 'a2) coq_R_map_option ->
        'a3 **)

    let rec coq_R_map_option_rec f f0 f1 f2 _ _ = function
    | R_map_option_0 m0 -> f0 m0 __
    | R_map_option_1 (m0, l, x, d, r0, _x, d', _res0, r1, _res, r2) ->
      f1 m0 l x d r0 _x __ d' __ _res0 r1
        (coq_R_map_option_rec f f0 f1 f2 l _res0 r1) _res r2
        (coq_R_map_option_rec f f0 f1 f2 r0 _res r2)
    | R_map_option_2 (m0, l, x, d, r0, _x, _res0, r1, _res, r2) ->
      f2 m0 l x d r0 _x __ __ _res0 r1
        (coq_R_map_option_rec f f0 f1 f2 l _res0 r1) _res r2
        (coq_R_map_option_rec f f0 f1 f2 r0 _res r2)

    type ('elt, 'x0, 'x) coq_R_map2_opt =
    | R_map2_opt_0 of 'elt tree * 'x0 tree
    | R_map2_opt_1 of 'elt tree * 'x0 tree * 'elt tree * key * 'elt
       * 'elt tree * I.t
    | R_map2_opt_2 of 'elt tree * 'x0 tree * 'elt tree * key * 'elt
       * 'elt tree * I.t * 'x0 tree * key * 'x0 * 'x0 tree * I.t * 'x0 tree
       * 'x0 option * 'x0 tree * 'x * 'x tree
       * ('elt, 'x0, 'x) coq_R_map2_opt * 'x tree
       * ('elt, 'x0, 'x) coq_R_map2_opt
    | R_map2_opt_3 of 'elt tree * 'x0 tree * 'elt tree * key * 'elt
       * 'elt tree * I.t * 'x0 tree * key * 'x0 * 'x0 tree * I.t * 'x0 tree
       * 'x0 option * 'x0 tree * 'x tree * ('elt, 'x0, 'x) coq_R_map2_opt
       * 'x tree * ('elt, 'x0, 'x) coq_R_map2_opt

    (** val coq_R_map2_opt_rect :
        (key -> 'a1 -> 'a2 option -> 'a3 option) -> ('a1 tree -> 'a3 tree) ->
        ('a2 tree -> 'a3 tree) -> ('a1 tree -> 'a2 tree -> __ -> 'a4) -> ('a1
        tree -> 'a2 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> __ -> 'a4) -> ('a1 tree -> 'a2 tree -> 'a1 tree -> key -> 'a1 ->
        'a1 tree -> I.t -> __ -> 'a2 tree -> key -> 'a2 -> 'a2 tree -> I.t ->
        __ -> 'a2 tree -> 'a2 option -> 'a2 tree -> __ -> 'a3 -> __ -> 'a3
        tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a3 tree -> ('a1,
        'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a4) -> ('a1 tree -> 'a2 tree ->
        'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a2 tree -> key ->
        'a2 -> 'a2 tree -> I.t -> __ -> 'a2 tree -> 'a2 option -> 'a2 tree ->
        __ -> __ -> 'a3 tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a3
        tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a4) -> 'a1 tree ->
        'a2 tree -> 'a3 tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 **)

    let rec coq_R_map2_opt_rect f mapl mapr f0 f1 f2 f3 _ _ _ = function
    | R_map2_opt_0 (m1, m2) -> f0 m1 m2 __
    | R_map2_opt_1 (m1, m2, l1, x1, d1, r1, _x) ->
      f1 m1 m2 l1 x1 d1 r1 _x __ __
    | R_map2_opt_2 (m1, m2, l1, x1, d1, r1, _x, _x0, _x1, _x2, _x3, _x4, l2',
                    o2, r2', e, _res0, r0, _res, r2) ->
      f2 m1 m2 l1 x1 d1 r1 _x __ _x0 _x1 _x2 _x3 _x4 __ l2' o2 r2' __ e __
        _res0 r0
        (coq_R_map2_opt_rect f mapl mapr f0 f1 f2 f3 l1 l2' _res0 r0) _res r2
        (coq_R_map2_opt_rect f mapl mapr f0 f1 f2 f3 r1 r2' _res r2)
    | R_map2_opt_3 (m1, m2, l1, x1, d1, r1, _x, _x0, _x1, _x2, _x3, _x4, l2',
                    o2, r2', _res0, r0, _res, r2) ->
      f3 m1 m2 l1 x1 d1 r1 _x __ _x0 _x1 _x2 _x3 _x4 __ l2' o2 r2' __ __
        _res0 r0
        (coq_R_map2_opt_rect f mapl mapr f0 f1 f2 f3 l1 l2' _res0 r0) _res r2
        (coq_R_map2_opt_rect f mapl mapr f0 f1 f2 f3 r1 r2' _res r2)

    (** val coq_R_map2_opt_rec :
        (key -> 'a1 -> 'a2 option -> 'a3 option) -> ('a1 tree -> 'a3 tree) ->
        ('a2 tree -> 'a3 tree) -> ('a1 tree -> 'a2 tree -> __ -> 'a4) -> ('a1
        tree -> 'a2 tree -> 'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __
        -> __ -> 'a4) -> ('a1 tree -> 'a2 tree -> 'a1 tree -> key -> 'a1 ->
        'a1 tree -> I.t -> __ -> 'a2 tree -> key -> 'a2 -> 'a2 tree -> I.t ->
        __ -> 'a2 tree -> 'a2 option -> 'a2 tree -> __ -> 'a3 -> __ -> 'a3
        tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a3 tree -> ('a1,
        'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a4) -> ('a1 tree -> 'a2 tree ->
        'a1 tree -> key -> 'a1 -> 'a1 tree -> I.t -> __ -> 'a2 tree -> key ->
        'a2 -> 'a2 tree -> I.t -> __ -> 'a2 tree -> 'a2 option -> 'a2 tree ->
        __ -> __ -> 'a3 tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a3
        tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 -> 'a4) -> 'a1 tree ->
        'a2 tree -> 'a3 tree -> ('a1, 'a2, 'a3) coq_R_map2_opt -> 'a4 **)

    let rec coq_R_map2_opt_rec f mapl mapr f0 f1 f2 f3 _ _ _ = function
    | R_map2_opt_0 (m1, m2) -> f0 m1 m2 __
    | R_map2_opt_1 (m1, m2, l1, x1, d1, r1, _x) ->
      f1 m1 m2 l1 x1 d1 r1 _x __ __
    | R_map2_opt_2 (m1, m2, l1, x1, d1, r1, _x, _x0, _x1, _x2, _x3, _x4, l2',
                    o2, r2', e, _res0, r0, _res, r2) ->
      f2 m1 m2 l1 x1 d1 r1 _x __ _x0 _x1 _x2 _x3 _x4 __ l2' o2 r2' __ e __
        _res0 r0 (coq_R_map2_opt_rec f mapl mapr f0 f1 f2 f3 l1 l2' _res0 r0)
        _res r2 (coq_R_map2_opt_rec f mapl mapr f0 f1 f2 f3 r1 r2' _res r2)
    | R_map2_opt_3 (m1, m2, l1, x1, d1, r1, _x, _x0, _x1, _x2, _x3, _x4, l2',
                    o2, r2', _res0, r0, _res, r2) ->
      f3 m1 m2 l1 x1 d1 r1 _x __ _x0 _x1 _x2 _x3 _x4 __ l2' o2 r2' __ __
        _res0 r0 (coq_R_map2_opt_rec f mapl mapr f0 f1 f2 f3 l1 l2' _res0 r0)
        _res r2 (coq_R_map2_opt_rec f mapl mapr f0 f1 f2 f3 r1 r2' _res r2)

    (** val fold' : (key -> 'a1 -> 'a2 -> 'a2) -> 'a1 tree -> 'a2 -> 'a2 **)

    let fold' f s =
      L.fold f (elements s)

    (** val flatten_e : 'a1 enumeration -> (key * 'a1) list **)

    let rec flatten_e = function
    | End -> []
    | More (x, e0, t0, r) -> (x, e0) :: (app (elements t0) (flatten_e r))
   end
 end

module IntMake =
 functor (I:Int) ->
 functor (X:OrderedType) ->
 struct
  module E = X

  module Raw = Coq_Raw(I)(X)

  type 'elt bst =
    'elt Raw.tree
    (* singleton inductive, whose constructor was Bst *)

  (** val this : 'a1 bst -> 'a1 Raw.tree **)

  let this b =
    b

  type 'elt t = 'elt bst

  type key = E.t

  (** val empty : 'a1 t **)

  let empty =
    Raw.empty

  (** val is_empty : 'a1 t -> bool **)

  let is_empty m0 =
    Raw.is_empty (this m0)

  (** val add : key -> 'a1 -> 'a1 t -> 'a1 t **)

  let add x e m0 =
    Raw.add x e (this m0)

  (** val remove : key -> 'a1 t -> 'a1 t **)

  let remove x m0 =
    Raw.remove x (this m0)

  (** val mem : key -> 'a1 t -> bool **)

  let mem x m0 =
    Raw.mem x (this m0)

  (** val find : key -> 'a1 t -> 'a1 option **)

  let find x m0 =
    Raw.find x (this m0)

  (** val map : ('a1 -> 'a2) -> 'a1 t -> 'a2 t **)

  let map f m0 =
    Raw.map f (this m0)

  (** val mapi : (key -> 'a1 -> 'a2) -> 'a1 t -> 'a2 t **)

  let mapi f m0 =
    Raw.mapi f (this m0)

  (** val map2 :
      ('a1 option -> 'a2 option -> 'a3 option) -> 'a1 t -> 'a2 t -> 'a3 t **)

  let map2 f m0 m' =
    Raw.map2 f (this m0) (this m')

  (** val elements : 'a1 t -> (key * 'a1) list **)

  let elements m0 =
    Raw.elements (this m0)

  (** val cardinal : 'a1 t -> nat **)

  let cardinal m0 =
    Raw.cardinal (this m0)

  (** val fold : (key -> 'a1 -> 'a2 -> 'a2) -> 'a1 t -> 'a2 -> 'a2 **)

  let fold f m0 i =
    Raw.fold f (this m0) i

  (** val equal : ('a1 -> 'a1 -> bool) -> 'a1 t -> 'a1 t -> bool **)

  let equal cmp m0 m' =
    Raw.equal cmp (this m0) (this m')
 end

module Make =
 functor (X:OrderedType) ->
 IntMake(Z_as_Int)(X)

module IntOrder =
 struct
  type t = Uint63.t

  (** val compare : Uint63.t -> Uint63.t -> Uint63.t compare0 **)

  let compare a b =
    let b0 = ltb0 a b in
    if b0 then LT else let b1 = eqb1 a b in if b1 then EQ else GT

  (** val eq_dec : Uint63.t -> Uint63.t -> bool **)

  let eq_dec a b =
    let b0 = eqb1 a b in if b0 then true else false
 end

module Map = Make(IntOrder)

(** val level_array :
    known array -> Uint63.t list -> player -> Uint63.t array **)

let level_array x numbers p =
  snd
    (fold_left (fun s k ->
      let (r, a) = s in
      let r0 = if agree p (get x k).k_input (get x r).k_input then r else k in
      (r0, (set a k r0))) numbers ((Uint63.of_int (0)),
      (make (length0 x) (Uint63.of_int (0)))))

(** val first_of :
    known array -> (Uint63.t -> Uint63.t) -> Uint63.t list -> Uint63.t array **)

let first_of x key0 ks =
  snd
    (fold_left (fun s k ->
      let (m0, a) = s in
      (match Map.find (key0 k) m0 with
       | Some r -> (m0, (set a k r))
       | None -> ((Map.add (key0 k) k m0), (set a k k)))) ks (Map.empty,
      (make (length0 x) (Uint63.of_int (0)))))

(** val stand_for_themselves :
    Uint63.t array -> Uint63.t list -> Uint63.t list **)

let stand_for_themselves a ks =
  filter (fun k -> eqb1 (get a k) k) ks

(** val groups :
    known array -> (Uint63.t -> Uint63.t) -> Uint63.t list -> Uint63.t list
    list **)

let groups x key0 ks =
  let first = first_of x key0 ks in
  let m0 =
    fold_left (fun m0 k ->
      let r = get first k in
      Map.add r (k :: (match Map.find r m0 with
                       | Some l -> l
                       | None -> [])) m0) ks Map.empty
  in
  map (fun r -> match Map.find r m0 with
                | Some l -> rev' l
                | None -> []) (stand_for_themselves first ks)

(** val pairs_in :
    Uint63.t list -> Uint63.t list -> (Uint63.t * Uint63.t) list **)

let rec pairs_in before = function
| [] -> []
| y :: group2 ->
  rev_append (map (fun x -> (x, y)) before) (pairs_in (y :: before) group2)

(** val pairs_by :
    known array -> (Uint63.t -> Uint63.t) -> Uint63.t list ->
    (Uint63.t * Uint63.t) list **)

let pairs_by x key0 ks =
  flat_map (pairs_in []) (groups x key0 ks)

(** val held_key : known array -> player list -> Uint63.t -> Uint63.t **)

let held_key x hs k =
  fold_left (fun h p ->
    add0 (mul0 h (Uint63.of_int (1000003)))
      (of_Z (Z.of_N (held (get x k).k_input p)))) hs (Uint63.of_int (1))

(** val int_of_nat : nat -> Uint63.t **)

let int_of_nat k =
  of_Z (Z.of_nat k)

(** val number_literal :
    ('a1 -> 'a1 -> bool) -> ('a1 -> Uint63.t) -> 'a1 array -> Uint63.t Map.t
    -> ('a1 * bool) -> Uint63.t option **)

let number_literal var_eqb0 key0 names number = function
| (v, positive0) ->
  (match Map.find (key0 v) number with
   | Some k ->
     let l0 =
       lor0 (lsl0 k (Uint63.of_int (1)))
         (if positive0 then (Uint63.of_int (0)) else (Uint63.of_int (1)))
     in
     if (&&) (var_eqb0 (get names (lsr0 l0 (Uint63.of_int (1)))) v)
          (eqb0 (bit l0 (Uint63.of_int (0))) (negb positive0))
     then Some l0
     else None
   | None -> None)

(** val number_clause :
    ('a1 -> 'a1 -> bool) -> ('a1 -> Uint63.t) -> 'a1 array -> Uint63.t Map.t
    -> ('a1 * bool) list -> clause -> clause option **)

let rec number_clause var_eqb0 key0 names number c done0 =
  match c with
  | [] -> Some (rev' done0)
  | l :: c0 ->
    (match number_literal var_eqb0 key0 names number l with
     | Some k -> number_clause var_eqb0 key0 names number c0 (k :: done0)
     | None -> None)

(** val load_piece :
    ('a1 -> 'a1 -> bool) -> ('a1 -> Uint63.t) -> 'a1 array -> Uint63.t Map.t
    -> ('a1 * bool) list list -> Uint63.t -> clause option store ->
    (Uint63.t * clause option store) option **)

let rec load_piece var_eqb0 key0 names number cs id db =
  match cs with
  | [] -> Some (id, db)
  | c :: cs0 ->
    (match number_clause var_eqb0 key0 names number c [] with
     | Some c0 ->
       load_piece var_eqb0 key0 names number cs0
         (add0 id (Uint63.of_int (1))) (write db id (Some c0))
     | None -> None)

(** val load :
    ('a1 -> 'a1 -> bool) -> ('a1 -> Uint63.t) -> 'a1 array -> Uint63.t Map.t
    -> ('a1 * bool) list pieces -> Uint63.t -> clause option store -> clause
    option store option **)

let rec load var_eqb0 key0 names number ps id db =
  match ps with
  | [] -> Some db
  | piece :: ps0 ->
    (match load_piece var_eqb0 key0 names number (piece ()) id db with
     | Some p ->
       let (id0, db0) = p in load var_eqb0 key0 names number ps0 id0 db0
     | None -> None)

(** val build_names :
    ('a1 -> Uint63.t) -> 'a1 list -> 'a1 -> 'a1 array * Uint63.t Map.t **)

let build_names key0 vs d =
  let (p, m0) =
    fold_left (fun pat v ->
      let (y, m0) = pat in
      let (k, a) = y in
      (((add0 k (Uint63.of_int (1))), (set a k v)), (Map.add (key0 v) k m0)))
      vs (((Uint63.of_int (1)),
      (make (add0 (int_of_nat (length vs)) (Uint63.of_int (1))) d)),
      Map.empty)
  in
  let (_, a) = p in (a, m0)

type message = { at_epoch : nat; by_sender : player; to_receiver : player }

(** val pair_key : known array -> player -> player -> Uint63.t -> Uint63.t **)

let pair_key x =
  let xf = fun k -> (get x k).k_input in
  let holds_int = fun p k -> of_Z (Z.of_N (held (xf k) p)) in
  (fun j i k ->
  lor0 (lsl0 (holds_int j k) (Uint63.of_int (31))) (holds_int i k))

(** val level_list :
    Uint63.t list -> Uint63.t array list -> player -> Uint63.t list **)

let level_list numbers level_arrays p =
  stand_for_themselves
    (nth p level_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0))))
    numbers

(** val pair_list :
    Uint63.t list -> Uint63.t array list -> Uint63.t array list list ->
    player -> player -> Uint63.t list **)

let pair_list numbers level_arrays pair_arrays j i =
  stand_for_themselves
    (nth i (nth j pair_arrays [])
      (make (Uint63.of_int (0)) (Uint63.of_int (0))))
    (level_list numbers level_arrays i)

(** val level_pairs :
    known array -> Uint63.t list -> Uint63.t array list -> player ->
    (Uint63.t * Uint63.t) list **)

let level_pairs x numbers =
  let xf = fun k -> (get x k).k_input in
  let holds_int = fun p k -> of_Z (Z.of_N (held (xf k) p)) in
  (fun level_arrays p ->
  pairs_by x (holds_int p) (level_list numbers level_arrays p))

(** val messages : instance -> message list **)

let messages i =
  let lst = last0 i.the_task in
  let e = i.epochs in
  flat_map (fun t0 ->
    flat_map (fun i0 ->
      map (fun j -> { at_epoch = t0; by_sender = j; to_receiver = i0 })
        (senders lst i0)) (seq O lst)) (seq (S O) e)

(** val sents : instance -> message list **)

let sents i =
  filter (fun u -> matters i u.at_epoch u.by_sender u.to_receiver)
    (messages i)

(** val pairs_at :
    (Uint63.t * Uint63.t) list list -> player -> (Uint63.t * Uint63.t) list **)

let pairs_at pairs_of p =
  nth p pairs_of []

(** val different :
    known array -> (Uint63.t * Uint63.t) list list -> (Uint63.t * Uint63.t)
    list **)

let different x =
  let ans = fun k -> (get x k).k_answer in
  (fun pairs_of ->
  filter (fun xy -> negb (N.eqb (ans (fst xy)) (ans (snd xy))))
    (pairs_at pairs_of O))

(** val compared :
    instance -> known array -> Uint63.t list -> Uint63.t array list ->
    Uint63.t array list list -> (Uint63.t * Uint63.t) list list -> message ->
    (Uint63.t * Uint63.t) list **)

let compared i x numbers =
  let e = i.epochs in
  let xf = fun k -> (get x k).k_input in
  let holds_int = fun p k -> of_Z (Z.of_N (held (xf k) p)) in
  (fun level_arrays pair_arrays pairs_of u ->
  let { at_epoch = t0; by_sender = j; to_receiver = i0 } = u in
  if by_pair i t0 j i0
  then pairs_by x (holds_int i0)
         (pair_list numbers level_arrays pair_arrays j i0)
  else if Nat.eqb t0 e then different x pairs_of else pairs_at pairs_of i0)

(** val rows :
    instance -> Uint63.t list -> Uint63.t array list -> Uint63.t array list
    list -> message -> Uint63.t list **)

let rows i numbers level_arrays pair_arrays u =
  let { at_epoch = t0; by_sender = j; to_receiver = i0 } = u in
  if by_pair i t0 j i0
  then pair_list numbers level_arrays pair_arrays j i0
  else level_list numbers level_arrays i0

(** val views : instance -> (player * nat) list **)

let views i =
  let lst = last0 i.the_task in
  let e = i.epochs in
  flat_map (fun p ->
    map (fun x -> (p, x))
      (filter (fun t0 -> (&&) (Nat.ltb t0 e) (hears i p t0)) (seq (S O) e)))
    (seq O lst)

(** val variables :
    instance -> known array -> Uint63.t list -> Uint63.t array list ->
    Uint63.t array list list -> (Uint63.t * Uint63.t) list list -> var list **)

let variables i x numbers level_arrays pair_arrays pairs_of =
  app
    (flat_map (fun u ->
      let { at_epoch = t0; by_sender = j; to_receiver = i0 } = u in
      flat_map (fun k ->
        map (fun x0 -> Value (t0, j, i0, k, x0)) (bits i t0 j i0))
        (rows i numbers level_arrays pair_arrays u)) (sents i))
    (app
      (flat_map (fun u ->
        let { at_epoch = t0; by_sender = j; to_receiver = i0 } = u in
        flat_map (fun xy ->
          map (fun x0 -> Differ (t0, j, i0, (fst xy), (snd xy), x0))
            (bits i t0 j i0))
          (compared i x numbers level_arrays pair_arrays pairs_of u))
        (sents i))
      (flat_map (fun pt ->
        map (fun xy -> Apart ((fst pt), (snd pt), (fst xy), (snd xy)))
          (pairs_at pairs_of (fst pt))) (views i)))

(** val formula :
    instance -> known array -> Uint63.t list -> Uint63.t array list ->
    Uint63.t array list list -> (Uint63.t * Uint63.t) list list -> literal
    list pieces **)

let formula i x numbers =
  let xf = fun k -> (get x k).k_input in
  let ans = fun k -> (get x k).k_answer in
  (fun level_arrays pair_arrays ->
  let level_table = fun p k ->
    get (nth p level_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0)))) k
  in
  let pair_table = fun j i0 k ->
    get
      (nth i0 (nth j pair_arrays [])
        (make (Uint63.of_int (0)) (Uint63.of_int (0)))) k
  in
  (fun pairs_of ->
  fold_right (fun u rest ->
    let { at_epoch = t0; by_sender = j; to_receiver = i0 } = u in
    piecewise (differ_clauses i t0 j i0)
      (compared i x numbers level_arrays pair_arrays pairs_of u) rest)
    (fold_right (fun pt rest ->
      piecewise (apart_clauses i xf pair_table (fst pt) (snd pt))
        (pairs_at pairs_of (fst pt)) rest)
      (fold_right (fun u rest ->
        let { at_epoch = t0; by_sender = j; to_receiver = i0 } = u in
        if by_pair i t0 j i0
        then rest
        else piecewise (message_clauses i xf level_table t0 j i0)
               (pairs_at pairs_of i0) rest)
        (piecewise (output_clauses i xf ans pair_table) (pairs_at pairs_of O)
          []) (sents i)) (views i)) (sents i)))

(** val var_eqb : var -> var -> bool **)

let var_eqb a b =
  match a with
  | Value (t0, j, i, x, k) ->
    (match b with
     | Value (t', j', i', x', k') ->
       (&&)
         ((&&) ((&&) ((&&) (Nat.eqb t0 t') (Nat.eqb j j')) (Nat.eqb i i'))
           (eqb1 x x')) (N.eqb k k')
     | _ -> false)
  | Differ (t0, j, i, x, y, k) ->
    (match b with
     | Differ (t', j', i', x', y', k') ->
       (&&)
         ((&&)
           ((&&) ((&&) ((&&) (Nat.eqb t0 t') (Nat.eqb j j')) (Nat.eqb i i'))
             (eqb1 x x')) (eqb1 y y')) (N.eqb k k')
     | _ -> false)
  | Apart (p, t0, x, y) ->
    (match b with
     | Apart (p', t', x', y') ->
       (&&) ((&&) ((&&) (Nat.eqb p p') (Nat.eqb t0 t')) (eqb1 x x'))
         (eqb1 y y')
     | _ -> false)

(** val var_key : var -> Uint63.t **)

let var_key v =
  let mix = fun a b w -> lor0 (lsl0 a w) b in
  let head = fun tag t0 j i ->
    mix
      (mix (mix tag (int_of_nat t0) (Uint63.of_int (4))) (int_of_nat j)
        (Uint63.of_int (4))) (int_of_nat i) (Uint63.of_int (4))
  in
  (match v with
   | Value (t0, j, i, x, k) ->
     mix
       (mix (mix (head (Uint63.of_int (1)) t0 j i) x (Uint63.of_int (20)))
         (Uint63.of_int (0)) (Uint63.of_int (20))) (of_Z (Z.of_N k))
       (Uint63.of_int (5))
   | Differ (t0, j, i, x, y, k) ->
     mix
       (mix (mix (head (Uint63.of_int (2)) t0 j i) x (Uint63.of_int (20))) y
         (Uint63.of_int (20))) (of_Z (Z.of_N k)) (Uint63.of_int (5))
   | Apart (p, t0, x, y) ->
     mix
       (mix (mix (head (Uint63.of_int (3)) t0 p O) x (Uint63.of_int (20))) y
         (Uint63.of_int (20))) (Uint63.of_int (0)) (Uint63.of_int (5)))

(** val count : input list -> Uint63.t list **)

let count xs =
  rev'
    (snd
      (fold_left (fun pat _ ->
        let (k, l) = pat in ((add0 k (Uint63.of_int (1))), (k :: l))) xs
        ((Uint63.of_int (0)), [])))

(** val formula_of :
    instance -> ((known array * var list) * literal list pieces) option **)

let formula_of i =
  match inputs i with
  | [] -> None
  | x0 :: l ->
    let xs = x0 :: l in
    if Nat.leb (S O) i.epochs
    then let lst = last0 i.the_task in
         let x = known_array i.the_task x0 xs in
         let numbers = count xs in
         let levels = map (level_array x numbers) (seq O (S lst)) in
         let firsts =
           map (fun j ->
             map (fun i0 ->
               first_of x (pair_key x j i0) (level_list numbers levels i0))
               (seq O j)) (seq O (S lst))
         in
         let ps = map (level_pairs x numbers levels) (seq O (S lst)) in
         Some ((x, (variables i x numbers levels firsts ps)),
         (formula i x numbers levels firsts ps))
    else None

(** val prepare : instance -> state option **)

let prepare i =
  match formula_of i with
  | Some p ->
    let (p0, cs) = p in
    let (_, vs) = p0 in
    let (names, number) =
      build_names var_key vs (Value (O, O, O, (Uint63.of_int (0)), N0))
    in
    (match load var_eqb var_key names number cs (Uint63.of_int (1))
             (empty_store None) with
     | Some db ->
       Some { clauses = db; stamps =
         (make
           (add0 (lsl0 (int_of_nat (length vs)) (Uint63.of_int (1)))
             (Uint63.of_int (2))) (Uint63.of_int (0))); now =
         (Uint63.of_int (0)) }
     | None -> None)
  | None -> None

(** val verify : instance -> stream -> bool **)

let verify i proof =
  match prepare i with
  | Some s ->
    (match drive (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
             (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
             (S (S (S (S (S (S (S
             O)))))))))))))))))))))))))))))))))))))))))))))))) s proof with
     | More (_, _) -> false
     | Done r -> r)
  | None -> false

type msg = (nat * player) * player

(** val msg_eqb : msg -> msg -> bool **)

let msg_eqb a b =
  let (p, i) = a in
  let (t0, j) = p in
  let (p0, i') = b in
  let (t', j') = p0 in
  (&&) ((&&) (Nat.eqb t0 t') (Nat.eqb j j')) (Nat.eqb i i')

type slot = { s_msg : msg; s_column : player list; s_row : player list;
              s_receive : msg list; s_send : msg list; s_inlined : bool }

type plan = { slots : slot list; f_held : player list; f_content : msg list;
              f_listed : msg option }

type tvar =
| Cell of nat * Uint63.t * bool list * n
| Told of nat * Uint63.t * n
| Out of Uint63.t * bool list * n
| Listed of Uint63.t * bool list * n
| Equal of nat * nat

type tliteral = tvar * bool

(** val bools_eqb : bool list -> bool list -> bool **)

let rec bools_eqb a b =
  match a with
  | [] -> (match b with
           | [] -> true
           | _ :: _ -> false)
  | x :: a0 ->
    (match b with
     | [] -> false
     | y :: b0 -> (&&) (eqb0 x y) (bools_eqb a0 b0))

(** val tvar_eqb : tvar -> tvar -> bool **)

let tvar_eqb a b =
  match a with
  | Cell (k, r, c, b0) ->
    (match b with
     | Cell (k', r', c', b') ->
       (&&) ((&&) ((&&) (Nat.eqb k k') (eqb1 r r')) (bools_eqb c c'))
         (N.eqb b0 b')
     | _ -> false)
  | Told (k, x, b0) ->
    (match b with
     | Told (k', x', b') ->
       (&&) ((&&) (Nat.eqb k k') (eqb1 x x')) (N.eqb b0 b')
     | _ -> false)
  | Out (r, c, b0) ->
    (match b with
     | Out (r', c', b') ->
       (&&) ((&&) (eqb1 r r') (bools_eqb c c')) (N.eqb b0 b')
     | _ -> false)
  | Listed (r, c, a0) ->
    (match b with
     | Listed (r', c', a') ->
       (&&) ((&&) (eqb1 r r') (bools_eqb c c')) (N.eqb a0 a')
     | _ -> false)
  | Equal (g, place0) ->
    (match b with
     | Equal (g', place') -> (&&) (Nat.eqb g g') (Nat.eqb place0 place')
     | _ -> false)

(** val contents : nat -> bool list list **)

let rec contents = function
| O -> [] :: []
| S n2 ->
  flat_map (fun high -> (false :: high) :: ((true :: high) :: []))
    (contents n2)

(** val nodupb : n list -> bool **)

let rec nodupb = function
| [] -> true
| a :: l0 -> (&&) (negb (existsb (N.eqb a) l0)) (nodupb l0)

(** val bits_of : instance -> msg list -> (msg * n) list **)

let bits_of i ms =
  flat_map (fun mu ->
    let (y, i0) = mu in
    let (t0, j) = y in map (fun x -> (mu, x)) (bits i t0 j i0)) ms

(** val held_s : slot -> player list **)

let held_s s =
  app s.s_column s.s_row

(** val content_s : slot -> msg list **)

let content_s s =
  app s.s_receive s.s_send

(** val determined :
    instance -> player list -> msg list -> nat -> player -> bool **)

let determined i =
  let lst = last0 i.the_task in
  let rec determined0 hs ms t0 p =
    match t0 with
    | O -> existsb (Nat.eqb p) hs
    | S s ->
      (&&) (determined0 hs ms s p)
        (forallb (fun j ->
          (||)
            ((||) (N.eqb (width i t0 j p) N0)
              (existsb (msg_eqb ((t0, j), p)) ms)) (determined0 hs ms s j))
          (senders lst p))
  in determined0

(** val proper_msg : instance -> msg -> bool **)

let proper_msg i =
  let lst = last0 i.the_task in
  let e = i.epochs in
  (fun mu ->
  let (p, i0) = mu in
  let (t0, j) = p in
  (&&) ((&&) ((&&) (Nat.leb (S O) t0) (Nat.leb t0 e)) (Nat.ltb i0 j))
    (Nat.leb j lst))

(** val slot_ok : instance -> slot -> bool **)

let slot_ok i s =
  let (p, i0) = s.s_msg in
  let (t0, j) = p in
  (&&)
    ((&&)
      ((&&) (proper_msg i ((t0, j), i0))
        (forallb (proper_msg i) (content_s s)))
      (determined i (held_s s) (content_s s) (sub t0 (S O)) j))
    (determined i (held_s s) (content_s s) (sub t0 (S O)) i0)

(** val all_final : plan -> msg list **)

let all_final p =
  match p.f_listed with
  | Some mu -> mu :: p.f_content
  | None -> p.f_content

(** val plan_ok : instance -> plan -> bool **)

let plan_ok i p =
  let e = i.epochs in
  (&&)
    ((&&) (forallb (slot_ok i) p.slots)
      (forallb (proper_msg i) (all_final p)))
    (determined i p.f_held (all_final p) e O)

(** val alike : player list -> input -> input -> bool **)

let alike hs x y =
  forallb (fun p -> N.eqb (held x p) (held y p)) hs

(** val group :
    (Uint63.t -> input) -> (nat -> Uint63.t -> Uint63.t) -> nat -> player
    list -> Uint63.t -> Uint63.t **)

let group x group_table k hs x0 =
  let r = group_table k x0 in if alike hs (x x0) (x r) then r else x0

(** val find_slot : msg -> nat -> slot list -> (nat * slot) option **)

let rec find_slot mu k = function
| [] -> None
| s :: ss0 ->
  if msg_eqb mu s.s_msg then Some (k, s) else find_slot mu (S k) ss0

(** val empty0 : instance -> msg list -> bool **)

let empty0 i ms =
  match bits_of i ms with
  | [] -> true
  | _ :: _ -> false

(** val bit_var :
    instance -> (Uint63.t -> input) -> plan -> (nat -> Uint63.t -> Uint63.t)
    -> (player -> Uint63.t -> Uint63.t) -> Uint63.t -> (msg * n) -> tvar
    option **)

let bit_var i x p group_table level_table x0 mb =
  match find_slot (fst mb) O p.slots with
  | Some p0 ->
    let (k, s) = p0 in
    Some
    (if empty0 i (content_s s)
     then Cell (k, (group x group_table k (held_s s) x0), [], (snd mb))
     else Told (k, (level x level_table (snd s.s_msg) x0), (snd mb)))
  | None -> None

(** val guard :
    instance -> (Uint63.t -> input) -> plan -> (nat -> Uint63.t -> Uint63.t)
    -> (player -> Uint63.t -> Uint63.t) -> Uint63.t -> (msg * n) list -> bool
    list -> tliteral list option **)

let rec guard i x p group_table level_table x0 mbs content =
  match mbs with
  | [] -> (match content with
           | [] -> Some []
           | _ :: _ -> None)
  | mb :: mbs0 ->
    (match content with
     | [] -> None
     | c :: content0 ->
       (match bit_var i x p group_table level_table x0 mb with
        | Some v ->
          (match guard i x p group_table level_table x0 mbs0 content0 with
           | Some g -> Some ((v, (negb c)) :: g)
           | None -> None)
        | None -> None))

(** val look_up_clauses :
    instance -> (Uint63.t -> input) -> plan -> (nat -> Uint63.t -> Uint63.t)
    -> (player -> Uint63.t -> Uint63.t) -> nat -> slot -> Uint63.t ->
    tliteral list list **)

let look_up_clauses i x p group_table level_table k s x0 =
  let (p0, i0) = s.s_msg in
  let (t0, j) = p0 in
  let mbs = bits_of i (content_s s) in
  let r = group x group_table k (held_s s) x0 in
  flat_map (fun content ->
    match guard i x p group_table level_table x0 mbs content with
    | Some g ->
      flat_map (fun b ->
        (app g (((Cell (k, r, content, b)), true) :: (((Told (k, x0, b)),
          false) :: []))) :: ((app g (((Cell (k, r, content, b)),
                                false) :: (((Told (k, x0, b)), true) :: []))) :: []))
        (bits i t0 j i0)
    | None -> []) (contents (length mbs))

(** val mb_eqb : (msg * n) -> (msg * n) -> bool **)

let mb_eqb a b =
  (&&) (msg_eqb (fst a) (fst b)) (N.eqb (snd a) (snd b))

(** val gather :
    ((msg * n) * bool) list -> (msg * n) list -> bool list option **)

let gather env mbs =
  fold_right (fun mb l ->
    match find (fun e -> mb_eqb (fst e) mb) env with
    | Some e -> (match l with
                 | Some l0 -> Some ((snd e) :: l0)
                 | None -> None)
    | None -> None) (Some []) mbs

(** val inlined_guard :
    instance -> (Uint63.t -> input) -> plan -> (nat -> Uint63.t -> Uint63.t)
    -> Uint63.t -> ((msg * n) * bool) list -> (msg * n) list -> bool list ->
    tliteral list option **)

let rec inlined_guard i x p group_table x0 base mbs content =
  match mbs with
  | [] -> (match content with
           | [] -> Some []
           | _ :: _ -> None)
  | mb :: mbs0 ->
    (match content with
     | [] -> None
     | c :: content0 ->
       (match find_slot (fst mb) O p.slots with
        | Some p0 ->
          let (k, s) = p0 in
          (match gather base (bits_of i (content_s s)) with
           | Some inner ->
             (match inlined_guard i x p group_table x0 base mbs0 content0 with
              | Some g ->
                Some (((Cell (k, (group x group_table k (held_s s) x0),
                  inner, (snd mb))), (negb c)) :: g)
              | None -> None)
           | None -> None)
        | None -> None))

(** val output_clauses_t :
    instance -> (Uint63.t -> input) -> (Uint63.t -> n) -> plan -> (nat ->
    Uint63.t -> Uint63.t) -> (player -> Uint63.t -> Uint63.t) -> (msg * n)
    list -> (msg * n) list -> n list -> Uint63.t -> tliteral list list **)

let output_clauses_t i x ans p group_table level_table base inlined answer_bits0 x0 =
  let r = group x group_table (length p.slots) p.f_held x0 in
  flat_map (fun content ->
    let cb = firstn (length base) content in
    let ci = skipn (length base) content in
    let eb = combine base cb in
    (match guard i x p group_table level_table x0 base cb with
     | Some g ->
       (match inlined_guard i x p group_table x0 eb inlined ci with
        | Some h ->
          (match gather (app eb (combine inlined ci)) (bits_of i p.f_content) with
           | Some final ->
             (match p.f_listed with
              | Some _ ->
                (app g (app h (((Listed (r, final, (ans x0))), true) :: []))) :: []
              | None ->
                map (fun b ->
                  app g
                    (app h (((Out (r, final, b)),
                      (N.testbit (ans x0) b)) :: []))) answer_bits0)
           | None -> [])
        | None -> [])
     | None -> [])) (contents (add (length base) (length inlined)))

(** val at_most_clause :
    instance -> msg -> Uint63.t -> bool list -> n list -> tliteral list list **)

let at_most_clause i mu r content answers0 =
  let (p, i0) = mu in
  let (t0, j) = p in
  if (&&)
       (N.ltb (N.pow (Npos (XO XH)) (width i t0 j i0))
         (N.of_nat (length answers0))) (nodupb answers0)
  then (map (fun a -> ((Listed (r, content, a)), false)) answers0) :: []
  else []

(** val functional :
    ('a1 -> Uint63.t) -> ('a1 -> 'a1 -> bool) -> ('a2 -> 'a2 -> bool) ->
    ('a1 * 'a2) Map.t -> ('a1 * 'a2) list -> bool **)

let rec functional hash eqk eqv m0 = function
| [] -> true
| p :: l0 ->
  let (k, v) = p in
  (match Map.find (hash k) m0 with
   | Some p0 ->
     let (k', v') = p0 in
     (&&) ((&&) (eqk k k') (eqv v v')) (functional hash eqk eqv m0 l0)
   | None -> functional hash eqk eqv (Map.add (hash k) (k, v) m0) l0)

(** val is_function :
    ('a1 -> Uint63.t) -> ('a1 -> 'a1 -> bool) -> ('a2 -> 'a2 -> bool) ->
    ('a1 * 'a2) list -> bool **)

let is_function hash eqk eqv l =
  functional hash eqk eqv Map.empty l

(** val int_of_N : n -> Uint63.t **)

let int_of_N n1 =
  of_Z (Z.of_N n1)

(** val numbers_function : (n * n) list -> bool **)

let numbers_function =
  is_function int_of_N N.eqb N.eqb

(** val pair_eqb : (n * n) -> (n * n) -> bool **)

let pair_eqb a b =
  (&&) (N.eqb (fst a) (fst b)) (N.eqb (snd a) (snd b))

(** val answers_function : ((n * n) * n) list -> bool **)

let answers_function =
  is_function (fun k ->
    add0 (mul0 (int_of_N (fst k)) (Uint63.of_int (1000003)))
      (int_of_N (snd k))) pair_eqb N.eqb

(** val input_eqb : input -> input -> bool **)

let rec input_eqb x y =
  match x with
  | [] -> (match y with
           | [] -> true
           | _ :: _ -> false)
  | a :: x0 ->
    (match y with
     | [] -> false
     | b :: y0 -> (&&) (N.eqb a b) (input_eqb x0 y0))

(** val inputs_eqb : input list -> input list -> bool **)

let rec inputs_eqb xs ys =
  match xs with
  | [] -> (match ys with
           | [] -> true
           | _ :: _ -> false)
  | x :: xs0 ->
    (match ys with
     | [] -> false
     | y :: ys0 -> (&&) (input_eqb x y) (inputs_eqb xs0 ys0))

(** val number_rows :
    player -> player -> n Map.t -> n Map.t -> input list -> (input * n) list
    -> (input * n) list **)

let rec number_rows k i known0 used0 xs done0 =
  match xs with
  | [] -> done0
  | x :: xs0 ->
    let column = int_of_N (held x i) in
    let row0 =
      add0 (mul0 column (Uint63.of_int (1000003))) (int_of_N (held x k))
    in
    (match Map.find row0 known0 with
     | Some v -> number_rows k i known0 used0 xs0 ((x, v) :: done0)
     | None ->
       let v = match Map.find column used0 with
               | Some v -> v
               | None -> N0 in
       number_rows k i (Map.add row0 v known0)
         (Map.add column (N.add v (Npos XH)) used0) xs0 ((x, v) :: done0))

(** val rows0 : input list -> player -> player -> (input * n) list **)

let rows0 xs k i =
  number_rows k i Map.empty Map.empty xs []

(** val whole_ok :
    instance -> input list -> (player * player) list -> bool **)

let whole_ok i xs w =
  let lst = last0 i.the_task in
  (&&) (Nat.leb (S O) i.epochs)
    (forallb (fun ki ->
      let (k, i0) = ki in
      (&&) ((&&) (Nat.ltb i0 k) (Nat.leb k lst))
        (let ps = rows0 xs k i0 in
         (&&)
           ((&&)
             ((&&) (inputs_eqb (map fst ps) (rev' xs))
               (forallb (fun p ->
                 N.ltb (snd p) (N.pow (Npos (XO XH)) (width i (S O) k i0)))
                 ps))
             (answers_function
               (map (fun p -> (((held (fst p) i0), (snd p)),
                 (held (fst p) k))) ps)))
           (answers_function
             (map (fun p -> (((held (fst p) i0), (held (fst p) k)), (snd p)))
               ps)))) w)

(** val value : bool list -> n **)

let rec value = function
| [] -> N0
| b :: l0 ->
  N.add (if b then Npos XH else N0) (N.mul (Npos (XO XH)) (value l0))

(** val different_messages : slot list -> bool **)

let rec different_messages = function
| [] -> true
| s :: ss0 ->
  (&&) (negb (existsb (fun s' -> msg_eqb s.s_msg s'.s_msg) ss0))
    (different_messages ss0)

(** val epochs_ascend : slot list -> bool **)

let rec epochs_ascend = function
| [] -> true
| s :: ss0 ->
  (&&)
    (forallb (fun s' -> Nat.leb (fst (fst s.s_msg)) (fst (fst s'.s_msg))) ss0)
    (epochs_ascend ss0)

(** val high_first : n -> n list **)

let high_first w =
  rev (map N.of_nat (seq O (N.to_nat w)))

(** val label_ok : instance -> (player * player) list -> slot -> bool **)

let label_ok i w =
  let lst = last0 i.the_task in
  (fun s ->
  let (p, i0) = s.s_msg in
  let (t0, _) = p in
  (&&)
    ((&&)
      (forallb (fun p0 ->
        (||) (Nat.eqb p0 i0)
          ((&&) (Nat.ltb (S O) t0)
            (existsb (fun ki ->
              (&&) (Nat.eqb (fst ki) p0) (Nat.eqb (snd ki) i0)) w)))
        s.s_column)
      (forallb (fun mu ->
        let (p0, i') = mu in
        let (t', j') = p0 in
        (&&)
          ((&&)
            ((&&) ((&&) (Nat.eqb i' i0) (Nat.leb (S O) t')) (Nat.ltb t' t0))
            (Nat.ltb i0 j')) (Nat.leb j' lst)) s.s_receive))
    (forallb (fun mu ->
      let (p0, _) = mu in let (t', _) = p0 in Nat.ltb t' t0) (content_s s)))

(** val labels_ok : instance -> plan -> (player * player) list -> bool **)

let labels_ok i p w =
  (&&)
    ((&&) ((&&) (plan_ok i p) (forallb (label_ok i w) p.slots))
      (different_messages p.slots)) (epochs_ascend p.slots)

(** val slot_width : instance -> slot -> n **)

let slot_width i s =
  let (p, i0) = s.s_msg in let (t0, j) = p in width i t0 j i0

(** val send_bits : instance -> slot -> nat **)

let send_bits i s =
  length (bits_of i s.s_send)

(** val receive_bits : instance -> slot -> nat **)

let receive_bits i s =
  length (bits_of i s.s_receive)

(** val met_before : n Map.t -> Uint63.t -> n **)

let met_before m0 h =
  match Map.find h m0 with
  | Some c -> c
  | None -> N0

(** val ranked :
    (Uint63.t -> Uint63.t) -> n Map.t -> Uint63.t list -> (Uint63.t * n) list
    -> (Uint63.t * n) list **)

let rec ranked hash m0 rs done0 =
  match rs with
  | [] -> rev' done0
  | r :: rs0 ->
    let c = met_before m0 (hash r) in
    ranked hash (Map.add (hash r) (N.add c (Npos XH)) m0) rs0 ((r,
      c) :: done0)

(** val at_most :
    nat -> Uint63.t -> bool list -> n -> n -> tliteral list list **)

let at_most k r content w most =
  if N.eqb (N.shiftr most w) N0
  then flat_map (fun z0 ->
         if N.testbit most z0
         then []
         else (((Cell (k, r, content, z0)),
                false) :: (map (fun h -> ((Cell (k, r, content, h)), false))
                            (filter (fun h ->
                              (&&) (N.ltb z0 h) (N.testbit most h))
                              (map N.of_nat (seq O (N.to_nat w)))))) :: [])
         (map N.of_nat (seq O (N.to_nat w)))
  else []

(** val label_clauses :
    instance -> nat -> slot -> Uint63.t -> n -> bool list -> bool list ->
    tliteral list list **)

let label_clauses i k s r first send receive =
  at_most k r (app receive send) (slot_width i s)
    (N.add (N.mul first (N.pow (Npos (XO XH)) (N.of_nat (length send))))
      (value send))

(** val images :
    (Uint63.t -> known) -> Uint63.t list -> (Uint63.t -> Uint63.t) ->
    (known * known) list **)

let images x numbers ren =
  map (fun k -> ((x k), (x (ren k)))) numbers

(** val renaming_ok :
    instance -> (Uint63.t -> known) -> Uint63.t list -> (Uint63.t ->
    Uint63.t) -> bool **)

let renaming_ok i x numbers ren =
  let lst = last0 i.the_task in
  (&&)
    (forallb (fun p ->
      (&&)
        (numbers_function
          (map (fun ab -> ((held (fst ab).k_input p),
            (held (snd ab).k_input p))) (images x numbers ren)))
        (numbers_function
          (map (fun ab -> ((held (snd ab).k_input p),
            (held (fst ab).k_input p))) (images x numbers ren))))
      (seq O (S lst)))
    (answers_function
      (map (fun ab -> (((held (fst ab).k_input O), (snd ab).k_answer),
        (fst ab).k_answer)) (images x numbers ren)))

type cell_pair = tvar * tvar

(** val pair_known : cell_pair list -> cell_pair -> bool **)

let pair_known seen p =
  existsb (fun q0 ->
    (||) ((&&) (tvar_eqb (fst p) (fst q0)) (tvar_eqb (snd p) (snd q0)))
      ((&&) (tvar_eqb (fst p) (snd q0)) (tvar_eqb (snd p) (fst q0)))) seen

type moved_row = { at_slot : nat; of_slot : slot; from : Uint63.t;
                   to0 : Uint63.t }

(** val row_cells : instance -> moved_row -> cell_pair list **)

let row_cells i m0 =
  flat_map (fun c ->
    map (fun b -> ((Cell (m0.at_slot, m0.from, c, b)), (Cell (m0.at_slot,
      m0.to0, c, b)))) (high_first (slot_width i m0.of_slot)))
    (contents (add (receive_bits i m0.of_slot) (send_bits i m0.of_slot)))

(** val compared0 :
    instance -> moved_row list -> nat -> cell_pair list -> cell_pair list **)

let rec compared0 i rows1 most seen =
  match rows1 with
  | [] -> []
  | m0 :: rows2 ->
    let rec go cells most0 seen0 =
      match most0 with
      | O -> []
      | S less ->
        (match cells with
         | [] -> compared0 i rows2 most0 seen0
         | p :: cells0 ->
           if pair_known seen0 p
           then go cells0 most0 seen0
           else p :: (go cells0 less (p :: seen0)))
    in go (row_cells i m0) most seen

(** val all_rows :
    (nat -> slot -> Uint63.t -> Uint63.t) -> (nat * (slot * Uint63.t list))
    -> moved_row list **)

let all_rows image0 ks =
  map (fun r -> { at_slot = (fst ks); of_slot = (fst (snd ks)); from = r;
    to0 = (image0 (fst ks) (fst (snd ks)) r) }) (snd (snd ks))

(** val moved_rows :
    (nat -> slot -> Uint63.t -> Uint63.t) -> (nat * (slot * Uint63.t list))
    list -> moved_row list **)

let moved_rows image0 tables0 =
  flat_map (fun ks ->
    filter (fun m0 -> negb (eqb1 m0.from m0.to0)) (all_rows image0 ks))
    tables0

(** val equal_before : nat -> nat -> tliteral list **)

let equal_before g = function
| O -> []
| S place1 -> ((Equal (g, place1)), false) :: []

(** val comparison_clauses :
    nat -> nat -> cell_pair list -> tliteral list list **)

let rec comparison_clauses g place0 = function
| [] -> []
| c :: cells0 ->
  let (own0, renamed) = c in
  (app (equal_before g place0) ((own0, false) :: ((renamed, true) :: []))) :: (
  match cells0 with
  | [] -> []
  | _ :: _ ->
    (app (equal_before g place0) ((own0, false) :: (((Equal (g, place0)),
      true) :: []))) :: ((app (equal_before g place0) ((renamed,
                           true) :: (((Equal (g, place0)), true) :: []))) :: 
      (comparison_clauses g (S place0) cells0)))

(** val comparison_variables : nat -> cell_pair list -> tvar list **)

let comparison_variables g cells =
  map (fun x -> Equal (g, x)) (seq O (sub (length cells) (S O)))

(** val most_compared : nat **)

let most_compared =
  S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
    (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
    O)))))))))))))))))))))))))))))))))))))))

(** val level_numbers :
    Uint63.t list -> Uint63.t array list -> player -> Uint63.t list **)

let level_numbers numbers level_arrays p =
  stand_for_themselves
    (nth p level_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0))))
    numbers

(** val group_numbers :
    Uint63.t list -> Uint63.t array list -> nat -> Uint63.t list **)

let group_numbers numbers group_arrays k =
  stand_for_themselves
    (nth k group_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0))))
    numbers

(** val indexed : plan -> (nat * slot) list **)

let indexed p =
  combine (seq O (length p.slots)) p.slots

(** val final_index : plan -> nat **)

let final_index p =
  length p.slots

(** val answers : instance -> n **)

let answers i =
  last i.the_task.q (Npos XH)

(** val numbers_below : n -> n list **)

let numbers_below n1 =
  map N.of_nat (seq O (N.to_nat n1))

(** val answer_bits : instance -> n list **)

let answer_bits i =
  numbers_below (N.size (N.sub (answers i) (Npos XH)))

(** val indexed_tables :
    Uint63.t list -> plan -> Uint63.t array list -> (nat * (slot * Uint63.t
    list)) list **)

let indexed_tables numbers p group_arrays =
  map (fun ks -> ((fst ks), ((snd ks),
    (group_numbers numbers group_arrays (fst ks))))) (indexed p)

(** val image :
    known array -> Uint63.t array list -> Uint63.t array -> nat -> slot ->
    Uint63.t -> Uint63.t **)

let image x =
  let xf = fun k -> (get x k).k_input in
  (fun group_arrays ->
  let group_table = fun k x0 ->
    get (nth k group_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0)))) x0
  in
  (fun ren k s r -> group xf group_table k (held_s s) (get ren r)))

(** val comparison0 :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> Uint63.t array -> cell_pair list **)

let comparison0 i x numbers p group_arrays ren =
  compared0 i
    (moved_rows (image x group_arrays ren)
      (indexed_tables numbers p group_arrays)) most_compared []

(** val comparisons :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> Uint63.t array list -> cell_pair list list **)

let comparisons i x numbers p renamings group_arrays =
  filter (fun cells -> match cells with
                       | [] -> false
                       | _ :: _ -> true)
    (map (comparison0 i x numbers p group_arrays) renamings)

(** val indexed_comparisons :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> Uint63.t array list -> (nat * cell_pair list) list **)

let indexed_comparisons i x numbers p renamings group_arrays =
  combine (seq O (length (comparisons i x numbers p renamings group_arrays)))
    (comparisons i x numbers p renamings group_arrays)

(** val tvariables :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> Uint63.t array list -> Uint63.t array list -> tvar list **)

let tvariables i x numbers p renamings level_arrays group_arrays =
  app
    (flat_map (fun ks ->
      let (k, s) = ks in
      let (p0, i0) = s.s_msg in
      let (t0, j) = p0 in
      app
        (flat_map (fun r ->
          flat_map (fun c ->
            map (fun x0 -> Cell (k, r, c, x0)) (bits i t0 j i0))
            (contents (length (bits_of i (content_s s)))))
          (group_numbers numbers group_arrays k))
        (if (||) (empty0 i (content_s s)) s.s_inlined
         then []
         else flat_map (fun x0 ->
                map (fun x1 -> Told (k, x0, x1)) (bits i t0 j i0))
                (level_numbers numbers level_arrays i0))) (indexed p))
    (app
      (if N.eqb (answers i) (Npos XH)
       then []
       else flat_map (fun r ->
              flat_map (fun c ->
                match p.f_listed with
                | Some _ ->
                  map (fun x0 -> Listed (r, c, x0))
                    (numbers_below (answers i))
                | None -> map (fun x0 -> Out (r, c, x0)) (answer_bits i))
                (contents (length (bits_of i p.f_content))))
              (group_numbers numbers group_arrays (final_index p)))
      (flat_map (fun gc -> comparison_variables (fst gc) (snd gc))
        (indexed_comparisons i x numbers p renamings group_arrays)))

(** val is_inlined : plan -> msg -> slot option **)

let is_inlined p mu =
  match find_slot mu O p.slots with
  | Some p0 -> let (_, s) = p0 in if s.s_inlined then Some s else None
  | None -> None

(** val append_new : (msg * n) list -> (msg * n) list -> (msg * n) list **)

let append_new l all =
  fold_left (fun all0 mb ->
    if existsb (mb_eqb mb) all0 then all0 else app all0 (mb :: [])) l all

(** val base_bits : instance -> plan -> (msg * n) list **)

let base_bits i p =
  fold_left (fun all mb ->
    append_new
      (match is_inlined p (fst mb) with
       | Some s -> bits_of i (content_s s)
       | None -> mb :: []) all) (bits_of i p.f_content) []

(** val inlined_bits : instance -> plan -> (msg * n) list **)

let inlined_bits i p =
  filter (fun mb ->
    match is_inlined p (fst mb) with
    | Some _ -> true
    | None -> false) (bits_of i p.f_content)

(** val choices : nat -> n list -> n list list **)

let rec choices size1 from0 =
  match size1 with
  | O -> [] :: []
  | S size2 ->
    let rec go = function
    | [] -> []
    | a :: l0 -> app (map (fun x -> a :: x) (choices size2 l0)) (go l0)
    in go from0

(** val look_ups :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> Uint63.t array list -> tliteral list pieces -> tliteral list pieces **)

let look_ups i x numbers p =
  let xf = fun k -> (get x k).k_input in
  (fun level_arrays group_arrays ->
  let level_table = fun p0 k ->
    get (nth p0 level_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0)))) k
  in
  let group_table = fun k x0 ->
    get (nth k group_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0)))) x0
  in
  (fun rest ->
  fold_right (fun ks rest0 ->
    let (k, s) = ks in
    let (_, i0) = s.s_msg in
    if (||) (empty0 i (content_s s)) s.s_inlined
    then rest0
    else piecewise (look_up_clauses i xf p group_table level_table k s)
           (level_numbers numbers level_arrays i0) rest0) rest (indexed p)))

(** val outputs :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> Uint63.t array list -> tliteral list pieces -> tliteral list pieces **)

let outputs i x numbers p =
  let xf = fun k -> (get x k).k_input in
  let ans = fun k -> (get x k).k_answer in
  (fun level_arrays group_arrays ->
  let level_table = fun p0 k ->
    get (nth p0 level_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0)))) k
  in
  let group_table = fun k x0 ->
    get (nth k group_arrays (make (Uint63.of_int (0)) (Uint63.of_int (0)))) x0
  in
  (fun rest ->
  let base = base_bits i p in
  let inl = inlined_bits i p in
  let ab = answer_bits i in
  piecewise (output_clauses_t i xf ans p group_table level_table base inl ab)
    numbers rest))

(** val at_mosts :
    instance -> Uint63.t list -> plan -> Uint63.t array list -> tliteral list
    pieces -> tliteral list pieces **)

let at_mosts i numbers p group_arrays rest =
  match p.f_listed with
  | Some mu ->
    let (p0, i0) = mu in
    let (t0, j) = p0 in
    let cs =
      choices (S (N.to_nat (N.pow (Npos (XO XH)) (width i t0 j i0))))
        (numbers_below (answers i))
    in
    let contents0 = contents (length (bits_of i p.f_content)) in
    piecewise (fun r ->
      flat_map (fun c -> flat_map (at_most_clause i mu r c) cs) contents0)
      (group_numbers numbers group_arrays (final_index p)) rest
  | None -> rest

(** val all_labels :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> tliteral list pieces -> tliteral list pieces **)

let all_labels i x numbers p group_arrays rest =
  fold_right (fun ks rest0 ->
    let (k, s) = ks in
    let sends = contents (send_bits i s) in
    let receives = contents (receive_bits i s) in
    piecewise (fun rf ->
      let (r, first) = rf in
      if N.eqb (N.shiftr first (slot_width i s)) N0
      then flat_map (fun send ->
             flat_map (label_clauses i k s r first send) receives) sends
      else [])
      (ranked (held_key x s.s_column) Map.empty
        (group_numbers numbers group_arrays k) []) rest0) rest (indexed p)

(** val all_renamings :
    instance -> known array -> Uint63.t list -> plan -> Uint63.t array list
    -> Uint63.t array list -> tliteral list pieces **)

let all_renamings i x numbers p renamings group_arrays =
  piecewise (fun gc -> comparison_clauses (fst gc) O (snd gc))
    (indexed_comparisons i x numbers p renamings group_arrays) []

(** val tformula :
    instance -> known array -> Uint63.t list -> plan -> bool -> Uint63.t
    array list -> Uint63.t array list -> Uint63.t array list -> tliteral list
    pieces **)

let tformula i x numbers p labels renamings level_arrays group_arrays =
  let last1 =
    if labels
    then all_labels i x numbers p group_arrays
           (all_renamings i x numbers p renamings group_arrays)
    else all_renamings i x numbers p renamings group_arrays
  in
  look_ups i x numbers p level_arrays group_arrays
    (if N.eqb (answers i) (Npos XH)
     then last1
     else outputs i x numbers p level_arrays group_arrays
            (at_mosts i numbers p group_arrays last1))

(** val tvar_key : tvar -> Uint63.t **)

let tvar_key v =
  let mix = fun a b w -> lor0 (lsl0 a w) b in
  let n1 = fun b -> of_Z (Z.of_N b) in
  let packed = fun c ->
    fold_left (fun k b ->
      add0 (add0 k k) (if b then (Uint63.of_int (1)) else (Uint63.of_int (0))))
      c (Uint63.of_int (1))
  in
  (match v with
   | Cell (k, r, c, b) ->
     mix
       (mix
         (mix (mix (Uint63.of_int (1)) (int_of_nat k) (Uint63.of_int (6))) r
           (Uint63.of_int (22))) (packed c) (Uint63.of_int (25))) (n1 b)
       (Uint63.of_int (5))
   | Told (k, x, b) ->
     mix
       (mix
         (mix (mix (Uint63.of_int (2)) (int_of_nat k) (Uint63.of_int (6))) x
           (Uint63.of_int (22))) (Uint63.of_int (0)) (Uint63.of_int (25)))
       (n1 b) (Uint63.of_int (5))
   | Out (r, c, b) ->
     mix
       (mix
         (mix
           (mix (Uint63.of_int (3)) (Uint63.of_int (0)) (Uint63.of_int (6)))
           r (Uint63.of_int (22))) (packed c) (Uint63.of_int (25))) (n1 b)
       (Uint63.of_int (5))
   | Listed (r, c, a) ->
     lxor0
       (mix
         (mix
           (mix
             (mix (Uint63.of_int (4)) (Uint63.of_int (0)) (Uint63.of_int (6)))
             r (Uint63.of_int (22))) (packed c) (Uint63.of_int (25)))
         (Uint63.of_int (0)) (Uint63.of_int (5)))
       (mul0 (n1 a) (Uint63.of_int (1099511628211)))
   | Equal (g, place0) ->
     mix (mix (Uint63.of_int (5)) (int_of_nat g) (Uint63.of_int (20)))
       (int_of_nat place0) (Uint63.of_int (10)))

(** val count_inputs : input list -> Uint63.t list **)

let count_inputs xs =
  rev'
    (snd
      (fold_left (fun pat _ ->
        let (k, l) = pat in ((add0 k (Uint63.of_int (1))), (k :: l))) xs
        ((Uint63.of_int (0)), [])))

(** val tformula_of :
    instance -> plan -> (player * player) list -> bool -> Uint63.t array list
    -> (tvar list * tliteral list pieces) option **)

let tformula_of i p w labels renamings =
  match inputs i with
  | [] -> None
  | x0 :: l ->
    let xs = x0 :: l in
    let x = known_array i.the_task x0 xs in
    let numbers = count_inputs xs in
    if (&&)
         ((&&) ((&&) (Nat.leb (S O) i.epochs) (plan_ok i p))
           ((||) (negb labels) ((&&) (whole_ok i xs w) (labels_ok i p w))))
         (match renamings with
          | [] -> true
          | _ :: _ ->
            (&&)
              ((&&) labels
                (inputs_eqb (map (fun k -> (get x k).k_input) numbers) xs))
              (forallb (fun ren ->
                renaming_ok i (fun k -> get x k) numbers (fun k -> get ren k))
                renamings))
    then let levels =
           map (level_array x numbers) (seq O (S (last0 i.the_task)))
         in
         let groups0 =
           map (fun hs -> first_of x (held_key x hs) numbers)
             (app (map held_s p.slots) (p.f_held :: []))
         in
         Some ((tvariables i x numbers p renamings levels groups0),
         (tformula i x numbers p labels renamings levels groups0))
    else None

(** val prepare_compact :
    instance -> plan -> (player * player) list -> bool -> Uint63.t array list
    -> state option **)

let prepare_compact i p w labels renamings =
  match tformula_of i p w labels renamings with
  | Some p0 ->
    let (vs, cs) = p0 in
    let (names, number) =
      build_names tvar_key vs (Told (O, (Uint63.of_int (0)), N0))
    in
    (match load tvar_eqb tvar_key names number cs (Uint63.of_int (1))
             (empty_store None) with
     | Some db ->
       Some { clauses = db; stamps =
         (make
           (add0 (lsl0 (int_of_nat (length vs)) (Uint63.of_int (1)))
             (Uint63.of_int (2))) (Uint63.of_int (0))); now =
         (Uint63.of_int (0)) }
     | None -> None)
  | None -> None

(** val verify_compact :
    instance -> plan -> (player * player) list -> bool -> Uint63.t array list
    -> stream -> bool **)

let verify_compact i p w labels renamings proof =
  match prepare_compact i p w labels renamings with
  | Some s ->
    (match drive (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
             (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S (S
             (S (S (S (S (S (S (S
             O)))))))))))))))))))))))))))))))))))))))))))))))) s proof with
     | More (_, _) -> false
     | Done r -> r)
  | None -> false

(** val restrict : instance -> restriction -> instance **)

let restrict i to1 =
  { the_task = i.the_task; epochs = i.epochs; bits_per_token =
    i.bits_per_token; overrides = i.overrides; restricted = to1 }

(** val lists_within : n list option list -> n list option list -> bool **)

let rec lists_within ls ls' =
  match ls with
  | [] ->
    (match ls' with
     | [] -> true
     | l' :: ls'0 ->
       (match l' with
        | Some _ -> false
        | None -> lists_within [] ls'0))
  | l :: ls0 ->
    (match ls' with
     | [] -> true
     | l' :: ls'0 ->
       (&&)
         (match l with
          | Some l0 ->
            (match l' with
             | Some l'0 -> forallb (fun a -> existsb (N.eqb a) l'0) l0
             | None -> true)
          | None -> (match l' with
                     | Some _ -> false
                     | None -> true)) (lists_within ls0 ls'0))

(** val tuple_eqb : input -> input -> bool **)

let rec tuple_eqb x y =
  match x with
  | [] -> (match y with
           | [] -> true
           | _ :: _ -> false)
  | a :: x0 ->
    (match y with
     | [] -> false
     | b :: y0 -> (&&) (N.eqb a b) (tuple_eqb x0 y0))

(** val restriction_within : restriction -> restriction -> bool **)

let restriction_within r r' =
  match r with
  | Lists ls ->
    (match r' with
     | Lists ls' -> lists_within ls ls'
     | Tuples _ -> false)
  | Tuples xs ->
    (match r' with
     | Lists ls' ->
       forallb (fun x -> lists_within (map (fun a -> Some (a :: [])) x) ls')
         xs
     | Tuples ys -> forallb (fun x -> existsb (tuple_eqb x) ys) xs)

(** val verify_part : instance -> restriction -> stream -> bool **)

let verify_part i to1 proof =
  (&&) (restriction_within to1 i.restricted) (verify (restrict i to1) proof)

(** val verify_compact_part :
    instance -> restriction -> plan -> (player * player) list -> bool ->
    Uint63.t array list -> stream -> bool **)

let verify_compact_part i to1 p w labels renamings proof =
  (&&) (restriction_within to1 i.restricted)
    (verify_compact (restrict i to1) p w labels renamings proof)

(** val list_eqb : n list -> n list -> bool **)

let list_eqb a b =
  if list_eq_dec N.eq_dec a b then true else false

(** val distinct : n list list -> n list list **)

let rec distinct = function
| [] -> []
| a :: l0 ->
  let d = distinct l0 in if existsb (list_eqb a) d then d else a :: d

(** val different0 : ('a1 -> n list) -> 'a1 list -> n **)

let different0 f l =
  N.of_nat (length (distinct (map f l)))

(** val product0 : n list -> n **)

let rec product0 = function
| [] -> Npos XH
| b :: bs0 -> N.mul b (product0 bs0)

(** val mixed : n list -> n list -> n **)

let rec mixed bs vs =
  match bs with
  | [] -> N0
  | b :: bs0 ->
    (match vs with
     | [] -> N0
     | v :: vs0 -> N.add v (N.mul b (mixed bs0 vs0)))

(** val total : n list -> n **)

let total ns =
  fold_right N.add N0 ns

(** val group0 : ('a1 -> n list) -> n list -> 'a1 list -> 'a1 list **)

let group0 key0 v l =
  filter (fun x -> list_eqb (key0 x) v) l

(** val useful : nat -> nat -> nat -> bool **)

let useful e t0 i =
  (||) (Nat.ltb t0 e) ((&&) (Nat.eqb t0 e) (Nat.eqb i O))

(** val with_z : n list -> n -> input **)

let with_z s z0 =
  app s (z0 :: [])

(** val values_upto : n -> n -> n **)

let values_upto w b =
  if N.leb (N.size b) w then b else N.min b (N.pow (Npos (XO XH)) w)

(** val knows_by : (player * nat) list -> nat -> player -> bool **)

let knows_by cut t0 p =
  existsb (fun c -> (&&) (Nat.eqb (fst c) p) (Nat.leb (snd c) t0)) cut

(** val crossing :
    instance -> (player * nat) list -> nat -> (player * player) list **)

let crossing i cut =
  let lst = last0 i.the_task in
  let e = i.epochs in
  (fun t0 ->
  flat_map (fun i0 ->
    if (&&) (useful e t0 i0) (negb (knows_by cut t0 i0))
    then map (fun j -> (j, i0))
           (filter (knows_by cut (sub t0 (S O))) (senders lst i0))
    else []) (seq O lst))

(** val situation_key : player -> player -> n list -> n list **)

let situation_key j i s =
  (nth i s N0) :: (skipn j s)

(** val heard_before : nat -> player -> player -> (nat * player) list **)

let heard_before t0 j i =
  list_prod (seq (S O) (sub t0 (S O))) (seq (S i) (sub j (S i)))

(** val heard_values :
    instance -> player -> n -> n list list -> (nat * player) -> n **)

let heard_values i i0 between members = function
| (r, k) ->
  let most = values_upto (width i r k i0) between in
  if Nat.eqb r (S O)
  then N.min most (different0 (fun s -> (nth k s N0) :: []) members)
  else most

(** val situations :
    instance -> n list list -> nat -> player -> player -> n **)

let situations i contexts t0 j i0 =
  total
    (map (fun v ->
      let members = group0 (situation_key j i0) v contexts in
      let between = different0 (skipn i0) members in
      N.min between
        (product0
          (map (heard_values i i0 between members) (heard_before t0 j i0))))
      (distinct (map (situation_key j i0) contexts)))

(** val bits_of_epoch :
    instance -> n list list -> (player * nat) list -> nat -> n **)

let bits_of_epoch i contexts cut t0 =
  total
    (map (fun m0 ->
      let (j, i0) = m0 in
      N.mul (width i t0 j i0) (situations i contexts t0 j i0))
      (crossing i cut t0))

(** val bits0 : instance -> n list list -> (player * nat) list -> n **)

let bits0 i contexts cut =
  let e = i.epochs in total (map (bits_of_epoch i contexts cut) (seq (S O) e))

(** val answers_of : instance -> n list list -> n -> n list **)

let answers_of i contexts z0 =
  map (fun s -> answer i.the_task (with_z s z0)) contexts

(** val asked_from : n list -> n -> n list -> n -> n -> n list -> n **)

let rec asked_from ns q' qs w i zs =
  match ns with
  | [] -> i
  | n1 :: ns0 ->
    (match qs with
     | [] ->
       (match zs with
        | [] -> N.add (N.mul (N.modulo w n1) q') i
        | _ :: _ -> i)
     | q0 :: qs0 ->
       (match zs with
        | [] -> N.add (N.mul (N.modulo w n1) q') i
        | z0 :: zs0 ->
          asked_from ns0 q0 qs0 (N.div w n1)
            (entry q0 z0 (N.add (N.mul (N.modulo w n1) q') i)) zs0))

(** val asked : task -> n list -> n **)

let asked t0 = function
| [] -> N0
| w :: l ->
  (match l with
   | [] -> N0
   | z0 :: l0 ->
     (match l0 with
      | [] -> z0
      | z1 :: zs ->
        (match t0.q with
         | [] -> z0
         | q1 :: qs -> asked_from t0.n0 q1 qs w (entry q1 z1 z0) zs)))

(** val well_formed : task -> bool **)

let well_formed t0 =
  (&&) (negb (Nat.eqb (length t0.q) O))
    (Nat.eqb (S (length t0.n0)) (length t0.q))

(** val answers_count : task -> n **)

let answers_count t0 =
  last t0.q N0

(** val allowedb : instance -> input -> bool **)

let allowedb i x =
  (&&) (within x (bounds i.the_task))
    (match i.restricted with
     | Lists ls -> listed x ls
     | Tuples xs -> existsb (list_eqb x) xs)

(** val from_list : instance -> n list list -> n list -> n **)

let from_list i contexts candidates =
  different0 (answers_of i contexts)
    (filter (fun z0 -> forallb (fun s -> allowedb i (with_z s z0)) contexts)
      candidates)

(** val positions_asked : instance -> n list list -> n list **)

let positions_asked i contexts =
  let t0 = i.the_task in nodup N.eq_dec (map (asked t0) contexts)

(** val context_allowed : instance -> n list option list -> n list -> bool **)

let context_allowed i =
  let t0 = i.the_task in
  let lst = last0 t0 in
  (fun ls s ->
  forallb (fun p ->
    (&&) (N.ltb (nth p s N0) (domain t0 p))
      (match nth_error ls p with
       | Some o ->
         (match o with
          | Some l -> existsb (N.eqb (nth p s N0)) l
          | None -> true)
       | None -> true)) (seq O lst))

(** val unrestricted : instance -> n list list -> n list option list -> n **)

let unrestricted i contexts =
  let t0 = i.the_task in
  let lst = last0 t0 in
  (fun ls ->
  if (&&)
       ((&&)
         ((&&) ((&&) (well_formed t0) (N.ltb N0 (answers_count t0)))
           (forallb (context_allowed i ls) contexts))
         (Nat.leb (length ls) (S lst)))
       (forallb (fun p -> N.ltb p (positions t0 (length t0.q)))
         (positions_asked i contexts))
  then N.pow (answers_count t0)
         (N.of_nat (length (positions_asked i contexts)))
  else N0)

(** val lists_of_answers : instance -> n list list -> n **)

let lists_of_answers i contexts =
  let t0 = i.the_task in
  let lst = last0 t0 in
  (match i.restricted with
   | Lists ls ->
     (match nth_error ls lst with
      | Some o ->
        (match o with
         | Some l -> from_list i contexts l
         | None -> unrestricted i contexts ls)
      | None -> unrestricted i contexts ls)
   | Tuples xs ->
     from_list i contexts (nodup N.eq_dec (map (fun x -> held x lst) xs)))

(** val check_counting :
    instance -> n list list -> (player * nat) list -> bool **)

let check_counting i contexts cut =
  let t0 = i.the_task in
  let lst = last0 t0 in
  (&&)
    ((&&)
      ((&&) (forallb (fun s -> Nat.eqb (length s) lst) contexts)
        (knows_by cut O lst))
      (forallb (fun c -> negb (Nat.eqb (fst c) O)) cut))
    (let count0 = lists_of_answers i contexts in
     let b = bits0 i contexts cut in
     (&&) (N.ltb b (N.size count0)) (N.ltb (N.pow (Npos (XO XH)) b) count0))

type course = player * view list

(** val nothing : view **)

let nothing =
  { own = N0; inbox = [] }

(** val hear :
    protocol -> player -> nat -> nat -> view -> course list -> view list **)

let rec hear p p0 t0 more x cs =
  x :: (match more with
        | O -> []
        | S more0 ->
          hear p p0 (S t0) more0 { own = x.own; inbox =
            ((map (fun c -> p.says (S t0) (fst c) p0 (hd nothing (snd c)) x)
               cs) :: x.inbox) } (map (fun c -> ((fst c), (tl (snd c)))) cs))

(** val right_on :
    instance -> protocol -> (player -> n list) -> nat -> course list -> input
    -> bool **)

let right_on i p =
  let t0 = i.the_task in
  let e = i.epochs in
  let rec right_on0 choices1 p0 cs x =
    match p0 with
    | O ->
      N.eqb (p.output (nth e (snd (hd (O, []) cs)) nothing)) (answer t0 x)
    | S p1 ->
      forallb (fun z0 ->
        right_on0 choices1 p1 ((p1,
          (hear p p1 O e { own = z0; inbox = [] } cs)) :: cs) (z0 :: x))
        (choices1 p1)
  in right_on0

(** val below0 : nat -> n -> n list **)

let rec below0 k from0 =
  match k with
  | O -> []
  | S k0 -> from0 :: (below0 k0 (N.add from0 (Npos XH)))

(** val may_hold : instance -> n list option list -> player -> n list **)

let may_hold i =
  let t0 = i.the_task in
  (fun ls p ->
  match nth_error ls p with
  | Some o ->
    (match o with
     | Some l -> l
     | None -> below0 (N.to_nat (domain t0 p)) N0)
  | None -> below0 (N.to_nat (domain t0 p)) N0)

(** val right_everywhere : instance -> protocol -> bool **)

let right_everywhere i p =
  let t0 = i.the_task in
  let lst = last0 t0 in
  (match i.restricted with
   | Lists ls -> right_on i p (may_hold i ls) (S lst) [] []
   | Tuples xs ->
     forallb (fun x ->
       (||) (negb (Nat.eqb (length x) (S lst)))
         (right_on i p (fun p0 -> (held x p0) :: []) (S lst) [] [])) xs)

type row_tree =
| No_rows
| Row of row_tree * n list * n * row_tree

(** val order : n list -> n list -> comparison **)

let rec order a b =
  match a with
  | [] -> (match b with
           | [] -> Eq
           | _ :: _ -> Lt)
  | u :: a0 ->
    (match b with
     | [] -> Gt
     | v :: b0 -> (match N.compare u v with
                   | Eq -> order a0 b0
                   | x -> x))

(** val look_up : row_tree -> n list -> n option **)

let rec look_up r key0 =
  match r with
  | No_rows -> None
  | Row (before, k, v, after) ->
    (match order key0 k with
     | Eq -> Some v
     | Lt -> look_up before key0
     | Gt -> look_up after key0)

(** val heard : view -> n list **)

let heard x =
  concat (rev x.inbox)

type message_rows = { epoch_of : nat; sender : player; receiver : player;
                      table : row_tree }

type witness = { message_tables : message_rows list; answer_table : row_tree }

(** val protocol_of : instance -> witness -> protocol **)

let protocol_of i w =
  { says = (fun t0 j i0 x y ->
    match find (fun u ->
            (&&) ((&&) (Nat.eqb u.epoch_of t0) (Nat.eqb u.sender j))
              (Nat.eqb u.receiver i0)) w.message_tables with
    | Some u ->
      (match look_up u.table (app (x.own :: (heard x)) (y.own :: (heard y))) with
       | Some v -> if N.leb (N.size v) (width i t0 j i0) then v else N0
       | None -> N0)
    | None -> N0); output = (fun x ->
    match look_up w.answer_table (x.own :: (heard x)) with
    | Some v -> v
    | None -> last i.the_task.q N0) }

(** val verify_witness : instance -> witness -> bool **)

let verify_witness i w =
  right_everywhere i (protocol_of i w)

(** val some : ('a1 -> bool) -> 'a1 list -> bool **)

let rec some f = function
| [] -> false
| a :: l0 -> if f a then true else some f l0

(** val every : ('a1 -> bool) -> 'a1 list -> bool **)

let rec every f = function
| [] -> true
| a :: l0 -> if f a then every f l0 else false

(** val every_colouring :
    n -> nat -> nat -> nat list -> (nat list -> bool) -> (nat list -> bool)
    -> bool **)

let rec every_colouring colours todo used0 cs shown0 next =
  if shown0 cs
  then true
  else (match todo with
        | O -> next cs
        | S todo0 ->
          every (fun k ->
            every_colouring colours todo0 (Nat.max used0 (S k))
              (app cs (k :: [])) shown0 next)
            (seq O
              (if N.ltb (N.of_nat used0) colours then S used0 else used0)))

(** val alike0 : nat list -> nat list -> bool **)

let alike0 cs = function
| [] -> false
| i :: items0 ->
  (match items0 with
   | [] -> true
   | _ :: _ ->
     every (fun j ->
       if Nat.ltb j (length cs)
       then Nat.eqb (nth j cs O) (nth i cs O)
       else false) (i :: items0))

type part = { part_tables : nat list; part_positions : nat list }

type row_certificate = { row_z0 : n list; row_z1 : n list list;
                         templates : part list list }

(** val z1_value : row_certificate -> nat -> nat -> n **)

let z1_value r p a =
  nth (N.to_nat (nth a r.row_z0 N0)) (nth p r.row_z1 []) N0

(** val part_values : row_certificate -> part -> n list **)

let part_values r u =
  flat_map (fun p -> map (z1_value r p) u.part_positions) u.part_tables

(** val covered : row_certificate -> part list -> n list **)

let covered r parts =
  nodup N.eq_dec (flat_map (part_values r) parts)

(** val fits : nat list -> nat list -> part list -> bool **)

let fits cs ds parts =
  every (fun u ->
    if alike0 cs u.part_tables then alike0 ds u.part_positions else false)
    parts

(** val always_fits : n -> row_certificate -> bool **)

let always_fits c r =
  every_colouring (N.pow (Npos (XO XH)) c) (length r.row_z1) O [] (fun cs ->
    some (fits cs []) r.templates) (fun cs ->
    every_colouring (N.pow (Npos (XO XH)) c) (length r.row_z0) O []
      (fun ds -> some (fits cs ds) r.templates) (fun _ -> false))

(** val part_ok : row_certificate -> part -> bool **)

let part_ok r u =
  (&&)
    ((&&)
      ((&&) (forallb (fun p -> Nat.ltb p (length r.row_z1)) u.part_tables)
        (forallb (fun a -> Nat.ltb a (length r.row_z0)) u.part_positions))
      (negb (Nat.eqb (length u.part_tables) O)))
    (negb (Nat.eqb (length u.part_positions) O))

(** val ahead : n -> row_certificate -> n **)

let ahead m0 r =
  N.add (N.mul m0 (N.of_nat (length r.row_z1))) (N.of_nat (length r.row_z0))

(** val units : part list -> n **)

let units parts =
  N.add (Npos XH) (N.of_nat (length parts))

(** val refutes : n -> n -> n -> row_certificate -> n -> part list -> bool **)

let refutes m0 q2 c r n1 parts =
  N.ltb
    (N.pow (Npos (XO XH))
      (N.mul c (N.add (ahead m0 r) (N.mul (units parts) n1))))
    (N.pow q2 (N.mul (N.of_nat (length (covered r parts))) n1))

(** val certificate_ok : n -> n -> n -> n -> row_certificate -> bool **)

let certificate_ok m0 q1 q2 c r =
  (&&)
    ((&&)
      ((&&)
        ((&&)
          ((&&)
            ((&&) (forallb (fun a -> N.ltb a m0) r.row_z0)
              (negb (Nat.eqb (length r.row_z0) O)))
            (negb (Nat.eqb (length r.row_z1) O)))
          (forallb (fun z0 ->
            (&&) (N.eqb (N.of_nat (length z0)) m0)
              (forallb (fun v -> N.ltb v q1) z0)) r.row_z1))
        (forallb (forallb (part_ok r)) r.templates)) (always_fits c r))
    (N.ltb N0 q2)

(** val check_rows : n -> n -> n -> n -> row_certificate -> n -> bool **)

let check_rows m0 q1 q2 c r n1 =
  (&&) ((&&) (certificate_ok m0 q1 q2 c r) (N.ltb N0 n1))
    (forallb (refutes m0 q2 c r n1) r.templates)

(** val table_number : n -> n list -> n **)

let table_number q0 vs =
  mixed (repeat q0 (length vs)) vs

(** val range : n -> n list **)

let range k =
  map N.of_nat (seq O (N.to_nat k))

(** val listed_for : n list option list -> nat -> n -> bool **)

let listed_for ls p v =
  match nth_error ls p with
  | Some o -> (match o with
               | Some l -> existsb (N.eqb v) l
               | None -> true)
  | None -> true

(** val verify_rows : instance -> row_certificate -> bool **)

let verify_rows i r =
  let { m = m0; n0 = n1; q = q0 } = i.the_task in
  (match n1 with
   | [] -> false
   | n2 :: l ->
     (match l with
      | [] ->
        (match q0 with
         | [] -> false
         | q1 :: l0 ->
           (match l0 with
            | [] -> false
            | q2 :: l1 ->
              (match l1 with
               | [] ->
                 (match i.restricted with
                  | Lists ls ->
                    (&&)
                      ((&&)
                        ((&&)
                          ((&&)
                            ((&&)
                              ((&&) (Nat.eqb i.epochs (S (S O)))
                                (match i.overrides with
                                 | [] -> true
                                 | _ :: _ -> false))
                              (Nat.leb (length ls) (S (S (S (S O))))))
                            (match nth_error ls (S (S (S O))) with
                             | Some o ->
                               (match o with
                                | Some _ -> false
                                | None -> true)
                             | None -> true))
                          (forallb (listed_for ls (S O)) r.row_z0))
                        (forallb (fun z0 ->
                          listed_for ls (S (S O)) (table_number q1 z0))
                          r.row_z1))
                      (let queries =
                         match nth_error ls O with
                         | Some o ->
                           (match o with
                            | Some l2 ->
                              N.of_nat
                                (length
                                  (nodup N.eq_dec
                                    (filter (fun w -> N.ltb w n2) l2)))
                            | None -> n2)
                         | None -> n2
                       in
                       check_rows m0 q1 q2 i.bits_per_token r queries)
                  | Tuples _ -> false)
               | _ :: _ -> false)))
      | _ :: _ -> false))

type item = n * n

type coloured = (item * nat) list

(** val used : coloured -> n -> nat **)

let used cs g =
  fold_right (fun u k ->
    if N.eqb (fst (fst u)) g then Nat.max (S (snd u)) k else k) O cs

(** val item_eqb : item -> item -> bool **)

let item_eqb a b =
  (&&) (N.eqb (fst a) (fst b)) (N.eqb (snd a) (snd b))

(** val colour_of : coloured -> item -> nat option **)

let colour_of cs i =
  option_map snd (find (fun u -> item_eqb (fst u) i) cs)

(** val every_grouped :
    n -> item list -> coloured -> (coloured -> bool) -> bool **)

let rec every_grouped colours items cs shown0 =
  if shown0 cs
  then true
  else (match items with
        | [] -> false
        | i :: items0 ->
          let k = used cs (fst i) in
          every (fun c -> every_grouped colours items0 ((i, c) :: cs) shown0)
            (seq O (if N.ltb (N.of_nat k) colours then S k else k)))

type context = { query : n; position : n; place : nat }

type phase = { share : n; orders : context list list }

type adaptive = { tables : n list list; whole : nat list;
                  split_at : n option; phases : phase list }

type class0 =
| Coloured of nat
| Alone of n

type slot0 =
| A2 of n
| D of n
| B2 of n * class0 * class0
| B1 of n * class0 * nat
| Whole of nat

(** val class_eqb : class0 -> class0 -> bool **)

let class_eqb a b =
  match a with
  | Coloured k -> (match b with
                   | Coloured l -> Nat.eqb k l
                   | Alone _ -> false)
  | Alone i -> (match b with
                | Coloured _ -> false
                | Alone j -> N.eqb i j)

(** val slot_eqb : slot0 -> slot0 -> bool **)

let slot_eqb a b =
  match a with
  | A2 w -> (match b with
             | A2 w' -> N.eqb w w'
             | _ -> false)
  | D z0 -> (match b with
             | D z' -> N.eqb z0 z'
             | _ -> false)
  | B2 (w, k, l) ->
    (match b with
     | B2 (w', k', l') ->
       (&&) ((&&) (N.eqb w w') (class_eqb k k')) (class_eqb l l')
     | _ -> false)
  | B1 (w, k, p) ->
    (match b with
     | B1 (w', k', p') ->
       (&&) ((&&) (N.eqb w w') (class_eqb k k')) (Nat.eqb p p')
     | _ -> false)
  | Whole p -> (match b with
                | Whole p' -> Nat.eqb p p'
                | _ -> false)

(** val position_item : context -> item **)

let position_item u =
  ((N.mul (Npos (XO XH)) u.query), u.position)

(** val table_item : context -> item **)

let table_item u =
  ((N.add (N.mul (Npos (XO XH)) u.query) (Npos XH)), (N.of_nat u.place))

(** val class_of : coloured -> item -> class0 **)

let class_of cs i =
  match colour_of cs i with
  | Some k -> Coloured k
  | None -> Alone (snd i)

(** val counted_whole : adaptive -> nat -> bool **)

let counted_whole b p =
  existsb (Nat.eqb p) b.whole

(** val slots_of : adaptive -> coloured -> context -> slot0 list **)

let slots_of b cs u =
  (A2 u.query) :: ((D u.position) :: ((B2 (u.query,
    (class_of cs (position_item u)),
    (class_of cs (table_item u)))) :: ((if counted_whole b u.place
                                        then Whole u.place
                                        else B1 (u.query,
                                               (class_of cs (position_item u)),
                                               u.place)) :: [])))

(** val slot_width0 : n -> n -> slot0 -> n **)

let slot_width0 m0 c = function
| Whole _ -> N.mul c m0
| _ -> c

(** val new_slots :
    adaptive -> slot0 list -> coloured -> context -> slot0 list **)

let new_slots b known0 cs u =
  filter (fun s -> negb (existsb (slot_eqb s) known0)) (slots_of b cs u)

(** val read_next :
    n -> n -> n -> adaptive -> coloured -> (slot0 list * n) -> context ->
    slot0 list * n **)

let read_next m0 q2 c b cs state0 u =
  let (known0, left) = state0 in
  let s = new_slots b known0 cs u in
  ((app s known0),
  (N.div
    (N.mul left (N.pow (Npos (XO XH)) (total (map (slot_width0 m0 c) s)))) q2))

(** val at_first : adaptive -> n -> slot0 list * n **)

let at_first b share0 =
  match b.split_at with
  | Some z0 -> (((D z0) :: []), share0)
  | None -> ([], share0)

(** val nothing_left :
    n -> n -> n -> adaptive -> n -> coloured -> context list -> bool **)

let nothing_left m0 q2 c b share0 cs order0 =
  N.eqb (snd (fold_left (read_next m0 q2 c b cs) order0 (at_first b share0)))
    N0

(** val items_of : context list list -> item list **)

let items_of os =
  nodup (fun a b ->
    let (a0, b0) = a in
    let (a1, b1) = b in
    if match a0 with
       | N0 -> (match a1 with
                | N0 -> true
                | Npos _ -> false)
       | Npos p ->
         (match a1 with
          | N0 -> false
          | Npos p0 ->
            let rec f p1 x =
              match p1 with
              | XI p2 -> (match x with
                          | XI p3 -> f p2 p3
                          | _ -> false)
              | XO p2 -> (match x with
                          | XO p3 -> f p2 p3
                          | _ -> false)
              | XH -> (match x with
                       | XH -> true
                       | _ -> false)
            in f p p0)
    then (match b0 with
          | N0 -> (match b1 with
                   | N0 -> true
                   | Npos _ -> false)
          | Npos p ->
            (match b1 with
             | N0 -> false
             | Npos p0 ->
               let rec f p1 x =
                 match p1 with
                 | XI p2 -> (match x with
                             | XI p3 -> f p2 p3
                             | _ -> false)
                 | XO p2 -> (match x with
                             | XO p3 -> f p2 p3
                             | _ -> false)
                 | XH -> (match x with
                          | XH -> true
                          | _ -> false)
               in f p p0))
    else false)
    (flat_map
      (flat_map (fun u -> (position_item u) :: ((table_item u) :: []))) os)

(** val phase_ok : n -> n -> n -> adaptive -> phase -> bool **)

let phase_ok m0 q2 c b h =
  every_grouped (N.pow (Npos (XO XH)) c) (items_of h.orders) [] (fun cs ->
    some (nothing_left m0 q2 c b h.share cs) h.orders)

(** val shown_value : adaptive -> context -> n **)

let shown_value b u =
  nth (N.to_nat u.position) (nth u.place b.tables []) N0

(** val asked_by : n -> adaptive -> context -> n **)

let asked_by q1 b u =
  N.add (N.mul u.query q1) (shown_value b u)

(** val different_entries : n -> adaptive -> context list -> bool **)

let different_entries q1 b order0 =
  let rec go = function
  | [] -> true
  | a :: l0 -> (&&) (negb (existsb (N.eqb a) l0)) (go l0)
  in go (map (asked_by q1 b) order0)

(** val context_ok : n -> n -> adaptive -> context -> bool **)

let context_ok m0 n1 b u =
  (&&) ((&&) (N.ltb u.query n1) (N.ltb u.position m0))
    (Nat.ltb u.place (length b.tables))

(** val queries_of : phase -> n list **)

let queries_of h =
  flat_map (map (fun c -> c.query)) h.orders

(** val queries_apart : phase list -> bool **)

let rec queries_apart = function
| [] -> true
| h :: hs0 ->
  (&&)
    (forallb (fun h' ->
      forallb (fun w -> negb (existsb (N.eqb w) (queries_of h')))
        (queries_of h)) hs0) (queries_apart hs0)

(** val shares_ok : n -> adaptive -> bool **)

let shares_ok c b =
  match b.split_at with
  | Some _ ->
    N.leb (N.pow (Npos (XO XH)) c) (total (map (fun p -> p.share) b.phases))
  | None ->
    (match b.phases with
     | [] -> false
     | h :: l ->
       (match l with
        | [] -> N.eqb h.share (Npos XH)
        | _ :: _ -> false))

(** val check_adaptive : n -> n -> n -> n -> n -> adaptive -> bool **)

let check_adaptive m0 n1 q1 q2 c b =
  (&&)
    ((&&)
      ((&&)
        ((&&) (N.ltb N0 q2)
          (forallb (fun z0 ->
            (&&) (N.eqb (N.of_nat (length z0)) m0)
              (forallb (fun v -> N.ltb v q1) z0)) b.tables))
        (forallb (fun h ->
          (&&)
            (forallb (fun o ->
              (&&) (forallb (context_ok m0 n1 b) o) (different_entries q1 b o))
              h.orders) (phase_ok m0 q2 c b h)) b.phases))
      (queries_apart b.phases)) (shares_ok c b)

(** val verify_adaptive : instance -> adaptive -> bool **)

let verify_adaptive i b =
  let { m = m0; n0 = n1; q = q0 } = i.the_task in
  (match n1 with
   | [] -> false
   | n2 :: l ->
     (match l with
      | [] ->
        (match q0 with
         | [] -> false
         | q1 :: l0 ->
           (match l0 with
            | [] -> false
            | q2 :: l1 ->
              (match l1 with
               | [] ->
                 (match i.restricted with
                  | Lists ls ->
                    (&&)
                      ((&&)
                        ((&&)
                          ((&&)
                            ((&&)
                              ((&&) (Nat.eqb i.epochs (S (S O)))
                                (match i.overrides with
                                 | [] -> true
                                 | _ :: _ -> false))
                              (Nat.leb (length ls) (S (S (S (S O))))))
                            (match nth_error ls (S (S (S O))) with
                             | Some o ->
                               (match o with
                                | Some _ -> false
                                | None -> true)
                             | None -> true))
                          (forallb (fun h ->
                            forallb
                              (forallb (fun u ->
                                (&&) (listed_for ls O u.query)
                                  (listed_for ls (S O) u.position))) h.orders)
                            b.phases))
                        (forallb (fun z0 ->
                          listed_for ls (S (S O)) (table_number q1 z0))
                          b.tables))
                      (check_adaptive m0 n2 q1 q2 i.bits_per_token b)
                  | Tuples _ -> false)
               | _ :: _ -> false)))
      | _ :: _ -> false))

module PositiveMap =
 struct
  type key = positive

  type 'a tree =
  | Leaf
  | Node of 'a tree * 'a option * 'a tree

  type 'a t = 'a tree

  (** val empty : 'a1 t **)

  let empty =
    Leaf

  (** val find : key -> 'a1 t -> 'a1 option **)

  let rec find i = function
  | Leaf -> None
  | Node (l, o, r) ->
    (match i with
     | XI ii -> find ii r
     | XO ii -> find ii l
     | XH -> o)

  (** val add : key -> 'a1 -> 'a1 t -> 'a1 t **)

  let rec add i v = function
  | Leaf ->
    (match i with
     | XI ii -> Node (Leaf, None, (add ii v Leaf))
     | XO ii -> Node ((add ii v Leaf), None, Leaf)
     | XH -> Node (Leaf, (Some v), Leaf))
  | Node (l, o, r) ->
    (match i with
     | XI ii -> Node (l, o, (add ii v r))
     | XO ii -> Node ((add ii v l), o, r)
     | XH -> Node (l, (Some v), r))
 end

type choice =
| Fixed of bool
| Data of n list

type choices0 =
| No_choices
| Choices of choices0 * n list * choice list * choices0

(** val chosen : choices0 -> n list -> choice list **)

let rec chosen c s =
  match c with
  | No_choices -> []
  | Choices (before, k, bits1, after) ->
    (match order s k with
     | Eq -> bits1
     | Lt -> chosen before s
     | Gt -> chosen after s)

type sum_message = { sum_epoch : nat; sum_sender : player;
                     sum_receiver : player; sum_bits : choices0 }

type sums = { sum_messages : sum_message list; sum_output : choices0 }

type symbol =
| Vector of n list
| Bit of bool

(** val choice_dec : choice -> choice -> bool **)

let choice_dec a b =
  match a with
  | Fixed b0 ->
    (match b with
     | Fixed b1 ->
       if b0 then if b1 then true else false else if b1 then false else true
     | Data _ -> false)
  | Data of0 ->
    (match b with
     | Fixed _ -> false
     | Data of1 ->
       let rec f l x =
         match l with
         | [] -> (match x with
                  | [] -> true
                  | _ :: _ -> false)
         | y :: l0 ->
           (match x with
            | [] -> false
            | a0 :: l1 ->
              if match y with
                 | N0 -> (match a0 with
                          | N0 -> true
                          | Npos _ -> false)
                 | Npos p ->
                   (match a0 with
                    | N0 -> false
                    | Npos p0 ->
                      let rec f0 p1 x0 =
                        match p1 with
                        | XI p2 ->
                          (match x0 with
                           | XI p3 -> f0 p2 p3
                           | _ -> false)
                        | XO p2 ->
                          (match x0 with
                           | XO p3 -> f0 p2 p3
                           | _ -> false)
                        | XH -> (match x0 with
                                 | XH -> true
                                 | _ -> false)
                      in f0 p p0)
              then f l0 l1
              else false)
       in f of0 of1)

(** val key_of : n list -> positive **)

let rec key_of = function
| [] -> XH
| a :: l0 ->
  Coq_Pos.add (Coq_Pos.mul (N.succ_pos a) (XO XH))
    (Coq_Pos.mul (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO XH))))))))))
      (key_of l0))

(** val follows :
    ('a2 -> 'a2 -> bool) -> ('a1 -> n list) -> ('a1 -> 'a2) -> 'a1 list ->
    'a2 PositiveMap.t -> bool **)

let rec follows dec key0 f l m0 =
  match l with
  | [] -> true
  | a :: l0 ->
    (match PositiveMap.find (key_of (key0 a)) m0 with
     | Some v -> if dec v (f a) then follows dec key0 f l0 m0 else false
     | None ->
       follows dec key0 f l0 (PositiveMap.add (key_of (key0 a)) (f a) m0))

(** val choices_of :
    sums -> nat -> player -> player -> n list -> choice list **)

let choices_of p t0 j i s =
  match find (fun u ->
          (&&) ((&&) (Nat.eqb u.sum_epoch t0) (Nat.eqb u.sum_sender j))
            (Nat.eqb u.sum_receiver i)) p.sum_messages with
  | Some u -> chosen u.sum_bits s
  | None -> []

(** val vector_of : symbol list -> n -> n list **)

let vector_of known0 k =
  match nth (N.to_nat k) known0 (Bit false) with
  | Vector v -> v
  | Bit _ -> []

(** val symbol_of : bool -> symbol list -> choice -> symbol **)

let symbol_of from_last known0 = function
| Fixed b -> Bit b
| Data l -> Vector (if from_last then l else flat_map (vector_of known0) l)

(** val said_bits :
    instance -> sums -> nat -> player -> player -> symbol list -> n list ->
    symbol list **)

let said_bits i p =
  let t0 = i.the_task in
  let lst = last0 t0 in
  (fun t1 j i0 known0 s ->
  let l = map (symbol_of (Nat.eqb j lst) known0) (choices_of p t1 j i0 s) in
  if N.leb (N.of_nat (length l)) (width i t1 j i0) then l else [])

(** val received :
    instance -> sums -> nat -> player -> n list -> symbol list **)

let received i p =
  let t0 = i.the_task in
  let lst = last0 t0 in
  let rec received0 t1 p0 s =
    match t1 with
    | O -> []
    | S t' ->
      app (received0 t' p0 s)
        (flat_map (fun j -> said_bits i p t1 j p0 (received0 t' j s) s)
          (senders lst p0))
  in received0

(** val code : symbol -> n **)

let code = function
| Vector _ -> Npos (XO XH)
| Bit b -> if b then Npos XH else N0

(** val is_data : symbol -> bool **)

let is_data = function
| Vector _ -> true
| Bit _ -> false

(** val control_view :
    instance -> sums -> nat -> player -> n list -> n list **)

let control_view i p t0 p0 s =
  (nth p0 s N0) :: (map code (received i p t0 p0 s))

(** val combinations : n list list -> n list list **)

let combinations cs =
  fold_right (fun c rest -> flat_map (fun a -> map (fun x -> a :: x) rest) c)
    ([] :: []) cs

(** val controls : instance -> n list list **)

let controls i =
  let t0 = i.the_task in
  let lst = last0 t0 in
  (match i.restricted with
   | Lists ls -> combinations (map (may_hold i ls) (seq O lst))
   | Tuples xs -> map (firstn lst) xs)

(** val toggle : n -> n list -> n list **)

let rec toggle k = function
| [] -> k :: []
| a :: v0 -> if N.eqb a k then v0 else a :: (toggle k v0)

(** val normal : n list -> n list **)

let normal v =
  fold_right toggle [] v

(** val output_bits : sums -> n list -> choice list **)

let output_bits p s =
  chosen p.sum_output s

(** val output_vector : instance -> sums -> nat -> n list -> n list **)

let output_vector i p =
  let e = i.epochs in
  (fun b s ->
  match nth b (output_bits p s) (Fixed false) with
  | Fixed _ -> []
  | Data l -> flat_map (vector_of (received i p e O s)) l)

(** val flags :
    instance -> sums -> nat -> player -> player -> n list -> bool list **)

let flags i p t' j i0 s =
  map is_data (said_bits i p (S t') j i0 (received i p t' j s) s)

(** val check_sums : instance -> sums -> bool **)

let check_sums i p =
  let t0 = i.the_task in
  let lst = last0 t0 in
  let e = i.epochs in
  let q0 = answers_count t0 in
  let r = N.log2_up q0 in
  (&&)
    ((&&)
      ((&&) ((&&) (well_formed t0) (N.ltb N0 q0))
        (forallb (fun t' ->
          forallb (fun i0 ->
            forallb (fun j ->
              (&&)
                (follows (list_eq_dec bool_dec) (control_view i p t' i0)
                  (flags i p t' j i0) (controls i) PositiveMap.empty)
                (follows (list_eq_dec choice_dec) (fun s ->
                  app (control_view i p t' i0 s) (control_view i p t' j s))
                  (choices_of p (S t') j i0) (controls i) PositiveMap.empty))
              (senders lst i0)) (seq O lst)) (seq O e)))
      (follows (list_eq_dec choice_dec) (control_view i p e O)
        (output_bits p) (controls i) PositiveMap.empty))
    (forallb (fun s ->
      forallb (fun b ->
        list_eqb (normal (output_vector i p b s))
          ((N.add (N.mul r (asked t0 s)) (N.of_nat b)) :: []))
        (seq O (N.to_nat r))) (controls i))

(** val closed_form_fits : instance -> bool **)

let closed_form_fits i =
  let t0 = i.the_task in
  let c = N.pow (Npos (XO XH)) i.bits_per_token in
  (&&)
    ((&&) ((&&) (Nat.eqb i.epochs (S (length t0.q))) (well_formed t0))
      (N.leb t0.m c)) (forallb (fun a -> (&&) (N.ltb N0 a) (N.leb a c)) t0.q)

(** val streams_fit_sizes : instance -> bool **)

let streams_fit_sizes i =
  let { m = m0; n0 = n1; q = q0 } = i.the_task in
  (match n1 with
   | [] ->
     (match q0 with
      | [] -> false
      | q1 :: l ->
        (match l with
         | [] ->
           let c = N.pow (Npos (XO XH)) i.bits_per_token in
           let k = N.pow c (N.of_nat (sub i.epochs (S O))) in
           (&&) ((&&) (N.ltb N0 q1) (Nat.leb (S O) i.epochs))
             ((||)
               ((||) (N.leb q1 k) ((&&) (N.leb m0 c) (N.leb q1 (N.mul k k))))
               ((&&) (N.eqb m0 (Npos XH))
                 (N.leb q1 (N.mul k (N.pow c (N.of_nat i.epochs))))))
         | _ :: _ -> false))
   | _ :: _ -> false)

(** val one_epoch_fits : instance -> bool **)

let one_epoch_fits i =
  let t0 = i.the_task in
  (&&) (Nat.eqb i.epochs (S O))
    (forallb (fun p ->
      (&&) (N.leb (domain t0 p) (N.pow (Npos (XO XH)) i.bits_per_token))
        (N.leb (Npos XH) (tokens t0 p))) (seq (S O) (last0 t0)))

(** val check_sizes : instance -> bool **)

let check_sizes i =
  match i.overrides with
  | [] ->
    if closed_form_fits i
    then true
    else if streams_fit_sizes i then true else one_epoch_fits i
  | _ :: _ -> false

(** val coefficient : n list -> nat -> n **)

let coefficient a k =
  nth k a N0

(** val convolution : n list -> n list -> nat -> n **)

let convolution a b k =
  total
    (map (fun i -> N.mul (coefficient a i) (coefficient b (sub k i)))
      (seq O (S k)))

(** val times : nat -> n list -> n list -> n list **)

let times most a b =
  map (convolution a b) (seq O (S most))

(** val powers : nat -> n list -> n list -> n list **)

let rec powers most a = function
| [] -> (Npos XH) :: (repeat N0 most)
| _ :: us0 -> times most a (powers most a us0)

(** val counts : n -> nat -> nat -> n list **)

let rec counts c most = function
| O -> (Npos XH) :: ((Npos XH) :: (repeat N0 most))
| S r0 ->
  let a = powers most (counts c most r0) (range c) in
  map (fun k -> match k with
                | O -> Npos XH
                | S _ -> N.mul c (coefficient a k)) (seq O (S most))

(** val combinations0 : nat -> n list -> n list list **)

let rec combinations0 k l =
  match k with
  | O -> [] :: []
  | S k' ->
    (match l with
     | [] -> []
     | a :: l0 ->
       app (map (fun x -> a :: x) (combinations0 k' l0)) (combinations0 k l0))

(** val sums_of_two : n -> n list -> n list **)

let rec sums_of_two a = function
| [] -> []
| b :: l0 -> (N.add a b) :: (sums_of_two b l0)

(** val binomials : nat -> nat -> n list **)

let rec binomials most = function
| O -> (Npos XH) :: (repeat N0 most)
| S n2 -> sums_of_two N0 (binomials most n2)

(** val choose : nat -> nat -> n **)

let choose n1 k =
  nth k (binomials k n1) N0

(** val holds : n -> n list -> bool **)

let holds a q0 =
  existsb (N.eqb a) q0

(** val with_one : nat -> n list -> n list -> n list -> n list **)

let rec with_one most t0 a = function
| [] -> repeat N0 (S most)
| _ :: us0 ->
  let here = times most t0 (powers most a us0) in
  let later = times most a (with_one most t0 a us0) in
  map (fun k -> N.max (coefficient here k) (coefficient later k))
    (seq O (S most))

(** val degrees : n -> nat -> nat -> n list **)

let rec degrees c most = function
| O -> N0 :: ((Npos XH) :: (repeat N0 most))
| S r0 -> with_one most (degrees c most r0) (counts c most r0) (range c)

(** val claim_by_counting : n -> n -> nat -> nat -> nat -> bool **)

let claim_by_counting c q0 r k t0 =
  N.ltb (N.mul c (coefficient (counts c k r) k))
    (N.mul (N.of_nat t0) (choose (N.to_nat q0) k))

(** val claim_by_degrees : n -> n -> nat -> nat -> nat -> bool **)

let claim_by_degrees c q0 r k t0 =
  match k with
  | O -> false
  | S k' ->
    let d = coefficient (degrees c k r) k in
    (&&) (N.ltb N0 d)
      (N.ltb (N.mul c (N.pow c (N.of_nat (mul (S (S O)) r))))
        (N.mul q0
          (N.div
            (N.add
              (N.mul (N.of_nat t0) (choose (sub (N.to_nat q0) (S O)) k'))
              (N.sub d (Npos XH))) d)))

(** val within_set : n list -> n list -> bool **)

let within_set s q0 =
  forallb (fun y -> holds y s) q0

(** val extended : n list -> n list -> n list **)

let extended s q0 =
  app s (filter (fun y -> negb (holds y s)) q0)

(** val picks : n list list -> (n list * n list list) list **)

let rec picks = function
| [] -> []
| s :: p0 ->
  (s,
    p0) :: (map (fun x -> ((fst x), (s :: (snd x))))
             (filter (fun x -> negb (list_eqb (fst x) s)) (picks p0)))

(** val no_cover : nat -> nat -> n list list -> n list list -> bool **)

let rec no_cover most left_out qs p =
  match qs with
  | [] -> false
  | q0 :: qs0 ->
    if some (fun s -> within_set s q0) p
    then no_cover most left_out qs0 p
    else if match left_out with
            | O -> true
            | S less -> no_cover most less qs0 p
         then every (fun x ->
                let s = extended (fst x) q0 in
                if Nat.ltb most (length s)
                then true
                else no_cover most left_out qs0 (s :: (snd x))) (picks p)
         else false

(** val may_be_left_out : n -> n -> nat -> nat -> nat **)

let may_be_left_out c q0 k t0 =
  N.to_nat
    (N.div
      (N.mul (N.sub c (N.of_nat t0))
        (N.of_nat (length (combinations0 k (range q0))))) c)

(** val claim_by_search : n -> n -> nat -> nat -> bool **)

let claim_by_search c q0 k t0 =
  (&&) ((&&) (N.ltb N0 c) (Nat.ltb O k))
    (no_cover (N.to_nat c) (may_be_left_out c q0 k t0)
      (combinations0 k (range q0)) (repeat [] (N.to_nat c)))

(** val pairs : nat -> n **)

let pairs n1 =
  choose n1 (S (S O))

(** val fewest : n -> nat -> nat **)

let fewest q0 most =
  Nat.div (add (sub (N.to_nat q0) (S O)) (sub most (S (S O))))
    (sub most (S O))

(** val too_few : n -> nat -> nat -> bool **)

let too_few q0 most n1 =
  (&&)
    ((&&)
      ((&&)
        ((&&) ((&&) (Nat.leb (S (S O)) most) (Nat.ltb (fewest q0 most) most))
          (Nat.leb (fewest q0 most) n1)) (N.leb (Npos XH) q0))
      (N.ltb (N.of_nat (mul n1 most))
        (N.mul q0 (N.of_nat (S (fewest q0 most))))))
    (N.ltb
      (N.add (N.mul (N.of_nat (fewest q0 most)) (pairs (sub most (S O))))
        (N.mul (N.of_nat (sub n1 (fewest q0 most)))
          (N.sub (pairs most) (Npos XH)))) (pairs (sub (N.to_nat q0) (S O))))

type block_claim = { claim_size : nat; claim_fold : nat; claim_searched : bool }

(** val claim_shown : n -> nat -> n -> block_claim -> bool **)

let claim_shown q0 r c =
  let c0 = N.pow (Npos (XO XH)) c in
  (fun a ->
  let k = Nat.min a.claim_size (N.to_nat q0) in
  if a.claim_searched
  then (match r with
        | O -> false
        | S n1 ->
          (match n1 with
           | O -> claim_by_search c0 q0 k a.claim_fold
           | S _ -> false))
  else if claim_by_counting c0 q0 r k a.claim_fold
       then true
       else claim_by_degrees c0 q0 r k a.claim_fold)

(** val excluded : block_claim list -> nat -> nat option **)

let excluded claims fold0 =
  fold_right (fun a least ->
    if Nat.leb a.claim_fold fold0
    then (match least with
          | Some s -> Some (Nat.min a.claim_size s)
          | None -> Some a.claim_size)
    else least) None claims

(** val no_room : n -> n -> block_claim list -> nat -> bool **)

let no_room m0 c claims =
  let c0 = N.pow (Npos (XO XH)) c in
  (fun h ->
  match excluded claims (N.to_nat c0) with
  | Some soft ->
    (match if Nat.eqb h O then Some O else excluded claims h with
     | Some hard ->
       N.ltb
         (N.add (N.mul (N.of_nat h) (N.of_nat (sub hard (S O))))
           (N.mul (N.sub c0 (N.of_nat h)) (N.of_nat (sub soft (S O))))) m0
     | None -> false)
  | None -> false)

(** val check_one_step : n -> n -> nat -> n -> block_claim list -> bool **)

let check_one_step m0 q0 r c claims =
  let c0 = N.pow (Npos (XO XH)) c in
  (&&)
    ((&&) ((&&) (N.ltb N0 m0) (N.ltb N0 q0))
      (forallb (claim_shown q0 r c) claims))
    (forallb (no_room m0 c claims) (seq O (N.to_nat c0)))

(** val check_large :
    n -> n -> nat -> n -> block_claim list -> nat -> nat -> bool **)

let check_large m0 q0 r c claims =
  let c0 = N.pow (Npos (XO XH)) c in
  (fun size1 trees ->
  let most = N.div (N.sub c0 (Npos XH)) (N.of_nat trees) in
  (&&)
    ((&&)
      ((&&)
        ((&&)
          ((&&)
            ((&&) ((&&) (N.ltb N0 m0) (N.ltb N0 q0))
              (forallb (claim_shown q0 r c) claims)) (Nat.ltb O trees))
          (Nat.eqb r (S O)))
        (Nat.eqb (Nat.min size1 (N.to_nat q0)) (S (S O))))
      (too_few q0 (N.to_nat c0) (mul trees (N.to_nat c0))))
    (match excluded claims (S O) with
     | Some all ->
       (&&) ((&&) (Nat.leb size1 all) (N.leb most c0))
         (N.ltb
           (N.add (N.mul most (N.of_nat (sub all (S O))))
             (N.mul (N.sub c0 most) (N.of_nat (sub size1 (S O))))) m0)
     | None -> false))

(** val check_blocks :
    instance -> block_claim list -> (nat * nat) option -> bool **)

let check_blocks i claims few =
  let { m = m0; n0 = n1; q = q0 } = i.the_task in
  (match n1 with
   | [] ->
     (match q0 with
      | [] -> false
      | q1 :: l ->
        (match l with
         | [] ->
           (match i.epochs with
            | O -> false
            | S r ->
              (match i.overrides with
               | [] ->
                 (match i.restricted with
                  | Lists ls ->
                    (&&)
                      (forallb (fun l0 ->
                        match l0 with
                        | Some _ -> false
                        | None -> true) ls)
                      (match few with
                       | Some p ->
                         let (size1, trees) = p in
                         check_large m0 q1 r i.bits_per_token claims size1
                           trees
                       | None ->
                         check_one_step m0 q1 r i.bits_per_token claims)
                  | Tuples _ -> false)
               | _ :: _ -> false))
         | _ :: _ -> false))
   | _ :: _ -> false)

type weighted = { w_queries : nat; w_z0 : n list;
                  w_tables : (n list * nat) list; w_denominator : nat }

(** val shown : weighted -> n list -> n list **)

let shown b t0 =
  map (fun a -> nth (N.to_nat a) t0 N0) b.w_z0

(** val cover : weighted -> n -> nat **)

let cover b i =
  fold_right (fun t0 s ->
    add (if holds i (shown b (fst t0)) then snd t0 else O) s) O b.w_tables

(** val classes : n -> nat -> n **)

let classes c k =
  N.min (N.of_nat k) (N.pow (Npos (XO XH)) c)

(** val common : n -> weighted -> n -> n **)

let common c b queries =
  N.add (N.add queries (N.of_nat (length b.w_z0)))
    (N.mul queries
      (N.mul (classes c (length b.w_z0)) (classes c (length b.w_tables))))

(** val all_weights : weighted -> nat **)

let all_weights b =
  fold_right (fun t0 s -> add (snd t0) s) O b.w_tables

(** val covered_entries : n -> weighted -> n **)

let covered_entries q1 b =
  total
    (map (fun i -> N.of_nat (Nat.min b.w_denominator (cover b i))) (range q1))

(** val weighted_ok : n -> n -> n -> weighted -> bool **)

let weighted_ok m0 q1 q2 b =
  (&&)
    ((&&)
      ((&&)
        ((&&)
          ((&&) (forallb (fun a -> N.ltb a m0) b.w_z0)
            (negb (Nat.eqb (length b.w_z0) O)))
          (negb (Nat.eqb (length b.w_tables) O)))
        (Nat.leb (S O) b.w_denominator)) (N.ltb N0 q2))
    (forallb (fun t0 ->
      (&&) (N.eqb (N.of_nat (length (fst t0))) m0)
        (forallb (fun v -> N.ltb v q1) (fst t0))) b.w_tables)

(** val check_weighted : n -> n -> n -> n -> weighted -> n -> bool **)

let check_weighted m0 q1 q2 c b queries =
  (&&) ((&&) (weighted_ok m0 q1 q2 b) (N.ltb N0 queries))
    (N.ltb
      (N.pow (Npos (XO XH))
        (N.add
          (N.mul (N.of_nat b.w_denominator) (N.mul c (common c b queries)))
          (N.mul (N.mul c m0) (N.of_nat (all_weights b)))))
      (N.pow q2 (N.mul queries (covered_entries q1 b))))

(** val queries_allowed : n -> n list option list -> n list **)

let queries_allowed n1 ls =
  match nth_error ls O with
  | Some o ->
    (match o with
     | Some l -> nodup N.eq_dec (filter (fun w -> N.ltb w n1) l)
     | None -> range n1)
  | None -> range n1

(** val verify_weighted : instance -> weighted -> bool **)

let verify_weighted i b =
  let { m = m0; n0 = n1; q = q0 } = i.the_task in
  (match n1 with
   | [] -> false
   | n2 :: l ->
     (match l with
      | [] ->
        (match q0 with
         | [] -> false
         | q1 :: l0 ->
           (match l0 with
            | [] -> false
            | q2 :: l1 ->
              (match l1 with
               | [] ->
                 (match i.restricted with
                  | Lists ls ->
                    (&&)
                      ((&&)
                        ((&&)
                          ((&&)
                            ((&&)
                              ((&&)
                                ((&&) (Nat.eqb i.epochs (S (S O)))
                                  (match i.overrides with
                                   | [] -> true
                                   | _ :: _ -> false))
                                (Nat.leb (length ls) (S (S (S (S O))))))
                              (match nth_error ls (S (S (S O))) with
                               | Some o ->
                                 (match o with
                                  | Some _ -> false
                                  | None -> true)
                               | None -> true))
                            (forallb (listed_for ls (S O)) b.w_z0))
                          (forallb (fun t0 ->
                            listed_for ls (S (S O)) (table_number q1 (fst t0)))
                            b.w_tables))
                        (match nth_error ls O with
                         | Some o ->
                           (match o with
                            | Some _ ->
                              Nat.leb b.w_queries
                                (length (queries_allowed n2 ls))
                            | None -> N.leb (N.of_nat b.w_queries) n2)
                         | None -> N.leb (N.of_nat b.w_queries) n2))
                      (check_weighted m0 q1 q2 i.bits_per_token b
                        (N.of_nat b.w_queries))
                  | Tuples _ -> false)
               | _ :: _ -> false)))
      | _ :: _ -> false))

type model =
| Decoder
| Encoder
| Chain of nat * n option

(** val thoughts : model -> nat **)

let thoughts = function
| Chain (k, _) -> k
| _ -> O

(** val hears0 : model -> player -> player -> player list **)

let hears0 m0 last1 i =
  match m0 with
  | Decoder -> senders last1 i
  | Encoder -> filter (fun j -> negb (Nat.eqb j i)) (seq O (S last1))
  | Chain (_, _) -> if Nat.leb i last1 then senders last1 i else seq O i

(** val room : instance -> nat -> player -> player -> n **)

let room i t0 j i0 =
  match find (fun o ->
          (&&) ((&&) (Nat.eqb o.o_epoch t0) (Nat.eqb o.o_from j))
            (Nat.eqb o.o_to i0)) i.overrides with
  | Some o -> o.o_bits
  | None ->
    N.mul i.bits_per_token
      (if Nat.leb i0 (last0 i.the_task) then tokens i.the_task i0 else Npos XH)

(** val sees :
    (player -> player list) -> protocol -> (player -> n) -> nat -> player ->
    view **)

let rec sees hear0 p holding0 t0 p0 =
  match t0 with
  | O -> { own = (holding0 p0); inbox = [] }
  | S s ->
    let x = sees hear0 p holding0 s in
    { own = (x p0).own; inbox =
    ((map (fun j -> p.says t0 j p0 (x j) (x p0)) (hear0 p0)) :: (x p0).inbox) }

(** val speaker : player -> nat -> player **)

let speaker last1 k = match k with
| O -> O
| S _ -> add last1 k

(** val holding :
    (player -> player list) -> player -> nat -> protocol -> (nat -> view ->
    n) -> input -> nat -> player -> n **)

let rec holding hear0 last1 e p think x k = match k with
| O -> held x
| S s ->
  let before = holding hear0 last1 e p think x s in
  (fun p0 ->
  if Nat.eqb p0 (add last1 k)
  then think k (sees hear0 p before e (speaker last1 s))
  else before p0)

(** val fitting : n -> n -> n **)

let fitting v bits1 =
  if N.leb (N.size v) bits1 then v else N0

(** val tables_with : instance -> witness -> protocol **)

let tables_with i w =
  { says = (fun t0 j i0 x y ->
    match find (fun u ->
            (&&) ((&&) (Nat.eqb u.epoch_of t0) (Nat.eqb u.sender j))
              (Nat.eqb u.receiver i0)) w.message_tables with
    | Some u ->
      (match look_up u.table (app (x.own :: (heard x)) (y.own :: (heard y))) with
       | Some v -> fitting v (room i t0 j i0)
       | None -> N0)
    | None -> N0); output = (fun x ->
    match look_up w.answer_table (x.own :: (heard x)) with
    | Some v -> v
    | None -> last i.the_task.q N0) }

(** val think_with : model -> (nat * row_tree) list -> nat -> view -> n **)

let think_with m0 ts s x =
  match find (fun u -> Nat.eqb (fst u) s) ts with
  | Some u ->
    (match look_up (snd u) (x.own :: (heard x)) with
     | Some v ->
       (match m0 with
        | Chain (_, bits1) ->
          (match bits1 with
           | Some b -> fitting v b
           | None -> v)
        | _ -> v)
     | None -> N0)
  | None -> N0

(** val all_of : n list list -> input list **)

let rec all_of = function
| [] -> [] :: []
| l :: choices2 ->
  flat_map (fun a -> map (fun x -> a :: x) (all_of choices2)) l

(** val all_inputs : instance -> input list **)

let all_inputs i =
  match i.restricted with
  | Lists ls -> all_of (map (may_hold i ls) (seq O (S (last0 i.the_task))))
  | Tuples xs -> xs

(** val right_with :
    model -> instance -> witness -> (nat * row_tree) list -> input -> bool **)

let right_with m0 i w ts x =
  let lst = last0 i.the_task in
  let hear0 = hears0 m0 lst in
  N.eqb
    ((tables_with i w).output
      (sees hear0 (tables_with i w)
        (holding hear0 lst i.epochs (tables_with i w) (think_with m0 ts) x
          (thoughts m0)) i.epochs (speaker lst (thoughts m0))))
    (answer i.the_task x)

(** val verify_witness_with :
    model -> instance -> witness -> (nat * row_tree) list -> bool **)

let verify_witness_with m0 i w ts =
  forallb (right_with m0 i w ts) (all_inputs i)

(** val unrestricted_lists : restriction -> bool **)

let unrestricted_lists = function
| Lists ls ->
  forallb (fun l -> match l with
                    | Some _ -> false
                    | None -> true) ls
| Tuples _ -> false

(** val check_thoughts : nat -> n option -> instance -> bool **)

let check_thoughts k bits1 i =
  (&&)
    ((&&)
      ((&&) ((&&) (Nat.eqb k (S O)) (Nat.eqb i.epochs (S O)))
        (match i.overrides with
         | [] -> true
         | _ :: _ -> false)) (unrestricted_lists i.restricted))
    (let c = N.pow (Npos (XO XH)) i.bits_per_token in
     let { m = m0; n0 = n1; q = q0 } = i.the_task in
     (match n1 with
      | [] ->
        (match q0 with
         | [] -> false
         | q1 :: l ->
           (match l with
            | [] ->
              (match bits1 with
               | Some n2 ->
                 (match n2 with
                  | N0 -> (&&) (N.ltb N0 q1) (N.ltb c (N.pow q1 m0))
                  | Npos _ -> false)
               | None -> false)
            | _ :: _ -> false))
      | n2 :: l ->
        (match l with
         | [] ->
           (match q0 with
            | [] -> false
            | q1 :: l0 ->
              (match l0 with
               | [] -> false
               | q2 :: l1 ->
                 (match l1 with
                  | [] ->
                    (&&)
                      ((&&) ((&&) (N.ltb N0 n2) (N.ltb N0 q1))
                        (N.ltb c (N.pow q1 m0))) (N.ltb c q2)
                  | _ :: _ -> false)))
         | _ :: _ -> false)))

(** val check_one_epoch : model -> instance -> bool **)

let check_one_epoch m0 i =
  let c = i.bits_per_token in
  (&&)
    ((&&)
      ((&&) (Nat.eqb i.epochs (S O))
        (match i.overrides with
         | [] -> true
         | _ :: _ -> false)) (unrestricted_lists i.restricted))
    (let { m = m1; n0 = n1; q = q0 } = i.the_task in
     (match n1 with
      | [] ->
        (match q0 with
         | [] -> false
         | q1 :: l ->
           (match l with
            | [] ->
              (&&) (N.ltb N0 q1)
                (match m0 with
                 | Decoder -> false
                 | Encoder -> N.ltb (N.pow (Npos (XO XH)) c) (N.pow q1 m1)
                 | Chain (k, bits1) ->
                   (||)
                     ((&&) (Nat.eqb k (S O))
                       (N.ltb
                         (N.pow (Npos (XO XH)) (N.mul c (N.add (Npos XH) m1)))
                         (N.pow q1 m1)))
                     (match bits1 with
                      | Some b ->
                        N.ltb
                          (N.pow (Npos (XO XH))
                            (N.mul c
                              (N.add (Npos XH)
                                (N.mul (N.of_nat k) (N.pow (Npos (XO XH)) b)))))
                          (N.pow q1 m1)
                      | None -> false))
            | _ :: _ -> false))
      | n2 :: l ->
        (match l with
         | [] ->
           (match q0 with
            | [] -> false
            | q1 :: l0 ->
              (match l0 with
               | [] -> false
               | q2 :: l1 ->
                 (match l1 with
                  | [] ->
                    (&&)
                      ((&&)
                        ((&&) ((&&) (N.ltb N0 m1) (N.ltb N0 n2))
                          (N.ltb N0 q1)) (N.ltb N0 q2))
                      (match m0 with
                       | Decoder -> false
                       | Encoder ->
                         N.ltb (N.pow (Npos (XO XH)) c) (N.pow q2 q1)
                       | Chain (thoughts0, _) ->
                         (match thoughts0 with
                          | O -> false
                          | S n3 ->
                            (match n3 with
                             | O ->
                               N.ltb
                                 (N.pow (Npos (XO XH))
                                   (N.mul c (N.add (Npos XH) q1)))
                                 (N.pow q2 q1)
                             | S _ -> false)))
                  | _ :: _ -> false)))
         | _ :: _ -> false)))

(** val check_tokens : model -> instance -> bool **)

let check_tokens m0 i =
  match m0 with
  | Chain (k, bits1) -> (||) (check_one_epoch m0 i) (check_thoughts k bits1 i)
  | _ -> check_one_epoch Encoder i

(** val check_sizes_with : model -> instance -> bool **)

let check_sizes_with m0 i =
  let c = i.bits_per_token in
  (match i.overrides with
   | [] ->
     let { m = m1; n0 = n1; q = q0 } = i.the_task in
     (match n1 with
      | [] ->
        (match q0 with
         | [] -> false
         | q1 :: l ->
           (match l with
            | [] ->
              (match m0 with
               | Decoder -> false
               | Encoder ->
                 (match i.epochs with
                  | O -> false
                  | S n2 ->
                    (match n2 with
                     | O -> false
                     | S n3 ->
                       (match n3 with
                        | O ->
                          (&&)
                            ((&&) (N.ltb N0 q1)
                              (N.leb q1
                                (N.mul (N.pow (Npos (XO XH)) c)
                                  (N.pow (Npos (XO XH)) c))))
                            (N.leb m1 (N.pow (Npos (XO XH)) (N.mul c m1)))
                        | S _ -> false)))
               | Chain (thoughts0, bits1) ->
                 (match thoughts0 with
                  | O -> false
                  | S n2 ->
                    (match n2 with
                     | O ->
                       (match bits1 with
                        | Some b ->
                          (match i.epochs with
                           | O -> false
                           | S n3 ->
                             (match n3 with
                              | O ->
                                (&&)
                                  ((&&)
                                    ((&&) (N.ltb N0 q1)
                                      (N.leb q1 (N.pow (Npos (XO XH)) c)))
                                    (N.leb m1 (N.pow (Npos (XO XH)) c)))
                                  (N.leb m1 (N.pow (Npos (XO XH)) b))
                              | S _ -> false))
                        | None -> false)
                     | S _ -> false)))
            | _ :: _ -> false))
      | _ :: _ -> false)
   | _ :: _ -> false)

(** val without_restriction : restriction -> bool **)

let without_restriction = function
| Lists ls ->
  forallb (fun l -> match l with
                    | Some _ -> false
                    | None -> true) ls
| Tuples _ -> false

(** val task_eqb : task -> task -> bool **)

let task_eqb t0 t' =
  (&&)
    ((&&) (N.eqb t0.m t'.m)
      (if list_eq_dec N.eq_dec t0.n0 t'.n0 then true else false))
    (if list_eq_dec N.eq_dec t0.q t'.q then true else false)

(** val plain : instance -> bool **)

let plain i =
  (&&) (match i.overrides with
        | [] -> true
        | _ :: _ -> false) (without_restriction i.restricted)

(** val no_harder : instance -> instance -> bool **)

let no_harder base i =
  (&&)
    ((&&)
      ((&&)
        ((&&) (plain i)
          (match base.overrides with
           | [] -> true
           | _ :: _ -> false)) (task_eqb base.the_task i.the_task))
      (Nat.eqb base.epochs i.epochs))
    (N.leb i.bits_per_token base.bits_per_token)

(** val without_last_step : instance -> instance option **)

let without_last_step i =
  let t0 = i.the_task in
  (match removelast t0.q with
   | [] -> None
   | q1 :: qs ->
     let ns = removelast t0.n0 in
     if (&&)
          ((&&)
            ((&&)
              ((&&) ((&&) (plain i) (Nat.eqb (length ns) (length qs)))
                (Nat.eqb (S (length ns)) (length t0.n0)))
              (N.ltb N0 (last t0.n0 N0)))
            (forallb (fun q0 -> N.ltb N0 q0) (q1 :: qs)))
          (N.leb (last (q1 :: qs) N0) (last t0.q N0))
     then Some { the_task = { m = t0.m; n0 = ns; q = (q1 :: qs) }; epochs =
            i.epochs; bits_per_token = i.bits_per_token; overrides = [];
            restricted = (Lists []) }
     else None)

(** val follows0 : nat -> instance -> instance -> bool **)

let rec follows0 steps base i =
  (||) (no_harder base i)
    (match steps with
     | O -> false
     | S steps0 ->
       (match without_last_step i with
        | Some i1 -> follows0 steps0 base i1
        | None -> false))

(** val check_derivation : instance -> instance -> bool **)

let check_derivation base i =
  follows0 (length i.the_task.q) base i

(** val digit : Uint63.t -> n **)

let digit d =
  Z.to_N (to_Z d)

(** val value0 : Uint63.t list -> n **)

let rec value0 = function
| [] -> N0
| d :: l0 ->
  N.add (digit d)
    (N.mul (Npos (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO
      (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO
      XH)))))))))))))))))))))))))))))))) (value0 l0))

(** val carried : Uint63.t -> Uint63.t **)

let carried t0 =
  lsr0 t0 (Uint63.of_int (31))

(** val kept : Uint63.t -> Uint63.t **)

let kept t0 =
  sub0 t0 (lsl0 (lsr0 t0 (Uint63.of_int (31))) (Uint63.of_int (31)))

(** val scaled : Uint63.t -> Uint63.t list -> Uint63.t -> Uint63.t list **)

let rec scaled k l carry =
  match l with
  | [] -> if eqb1 carry (Uint63.of_int (0)) then [] else carry :: []
  | d :: l0 ->
    let t0 = add0 (mul0 k d) carry in (kept t0) :: (scaled k l0 (carried t0))

(** val scaled_sum :
    Uint63.t -> Uint63.t list -> Uint63.t list -> Uint63.t -> Uint63.t list **)

let rec scaled_sum k l b carry =
  match b with
  | [] -> scaled k l carry
  | e :: b0 ->
    let t0 = add0 (add0 (mul0 k (hd (Uint63.of_int (0)) l)) e) carry in
    (kept t0) :: (scaled_sum k (tl l) b0 (carried t0))

(** val falling : n -> nat -> n **)

let rec falling q0 = function
| O -> Npos XH
| S k0 -> N.mul q0 (falling (N.sub q0 (Npos XH)) k0)

(** val with_falling : n -> n list -> n **)

let rec with_falling q0 = function
| [] -> N0
| s :: row1 -> N.add s (N.mul q0 (with_falling (N.sub q0 (Npos XH)) row1))

(** val next_limbs :
    Uint63.t -> Uint63.t list -> Uint63.t list list -> Uint63.t list list **)

let rec next_limbs k before = function
| [] -> []
| s :: row1 ->
  (scaled_sum k s before (Uint63.of_int (0))) :: (next_limbs
                                                   (add0 k
                                                     (Uint63.of_int (1))) s
                                                   row1)

(** val row_of_limbs : nat -> nat -> Uint63.t list list **)

let rec row_of_limbs most = function
| O -> ((Uint63.of_int (1)) :: []) :: (repeat [] most)
| S m1 -> next_limbs (Uint63.of_int (0)) [] (row_of_limbs most m1)

(** val few_sequences : n -> nat -> nat -> n **)

let few_sequences q0 theta m0 =
  with_falling q0 (map value0 (row_of_limbs (sub theta (S O)) m0))

type tail =
| No_tail
| Exact_tail
| Sets_tail
| Logs_tail

(** val rare : tail -> n -> n -> n -> n -> bool **)

let rare t0 q0 theta points e =
  match t0 with
  | No_tail -> false
  | Exact_tail ->
    (&&)
      (N.ltb theta (Npos (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO
        (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO
        (XO XH)))))))))))))))))))))))))))))))))
      (N.ltb
        (N.mul (few_sequences q0 (N.to_nat theta) (N.to_nat points))
          (N.pow (Npos (XO XH)) e)) (N.pow q0 points))
  | Sets_tail ->
    let k = N.to_nat (N.sub theta (Npos XH)) in
    N.ltb
      (N.mul (N.mul (falling q0 k) (N.pow (N.sub theta (Npos XH)) points))
        (N.pow (Npos (XO XH)) e))
      (N.mul (N.pow q0 points) (falling (N.sub theta (Npos XH)) k))
  | Logs_tail ->
    (&&) (N.leb (N.mul (Npos (XO (XO XH))) theta) points)
      (N.leb (N.add e (N.mul (Npos (XO XH)) theta))
        (N.mul theta (N.mul (Npos (XI XH)) (N.log2 (N.div q0 theta)))))

type first_tables =
| One_table
| Random_tuples
| Largest_class

type chain = { chain_first : first_tables; chain_x : n list;
               chain_theta : n list; chain_tails : tail list }

(** val heard_apart : n -> n -> n **)

let heard_apart c x =
  if N.leb (N.size x) c then x else N.min x (N.pow (Npos (XO XH)) c)

(** val first_shown :
    n -> n -> n -> n -> n -> n -> n -> first_tables -> tail -> bool **)

let first_shown m0 n1 q1 c x0 x1 theta first t0 =
  match first with
  | One_table ->
    (&&)
      ((&&) (match t0 with
             | No_tail -> true
             | _ -> false) (N.eqb x1 (Npos XH))) (N.leb theta x0)
  | Random_tuples -> rare t0 q1 theta (N.mul x0 x1) (N.mul x1 (N.mul c n1))
  | Largest_class ->
    rare t0 q1 theta (N.mul x0 x1)
      (N.div (N.sub (N.add (N.mul (N.mul c n1) (N.mul x0 x1)) m0) (Npos XH))
        m0)

(** val classes_of_tables : n -> n -> n -> n -> n -> n **)

let classes_of_tables m0 n1 c x0 x1 =
  N.mul c
    (N.add (N.add (N.add n1 x0) (N.mul m0 x1)) (N.mul n1 (heard_apart c x0)))

(** val check_chain :
    n -> n -> n -> n -> n -> n -> n -> n -> first_tables -> tail -> bool **)

let check_chain m0 n1 q1 q2 c x0 x1 theta first t0 =
  (&&)
    ((&&)
      ((&&)
        ((&&)
          ((&&) ((&&) (N.leb (Npos XH) x0) (N.leb (Npos XH) x1))
            (N.leb x0 m0)) (N.leb (Npos XH) theta)) (N.leb theta q1))
      (N.ltb (N.pow (Npos (XO XH)) (classes_of_tables m0 n1 c x0 x1))
        (N.pow q2 (N.mul n1 theta))))
    (first_shown m0 n1 q1 c x0 x1 theta first t0)

(** val verify_chain : instance -> chain -> bool **)

let verify_chain i k =
  let { m = m0; n0 = n1; q = q0 } = i.the_task in
  (match n1 with
   | [] -> false
   | n2 :: l ->
     (match l with
      | [] ->
        (match q0 with
         | [] -> false
         | q1 :: l0 ->
           (match l0 with
            | [] -> false
            | q2 :: l1 ->
              (match l1 with
               | [] ->
                 (match i.restricted with
                  | Lists ls ->
                    (match k.chain_x with
                     | [] -> false
                     | x0 :: l2 ->
                       (match l2 with
                        | [] -> false
                        | x1 :: l3 ->
                          (match l3 with
                           | [] ->
                             (match k.chain_theta with
                              | [] -> false
                              | theta :: l4 ->
                                (match l4 with
                                 | [] ->
                                   (match k.chain_tails with
                                    | [] -> false
                                    | t0 :: l5 ->
                                      (match l5 with
                                       | [] ->
                                         (&&)
                                           ((&&)
                                             ((&&)
                                               (Nat.leb i.epochs (S (S O)))
                                               (match i.overrides with
                                                | [] -> true
                                                | _ :: _ -> false))
                                             (forallb (fun l6 ->
                                               match l6 with
                                               | Some _ -> false
                                               | None -> true) ls))
                                           (check_chain m0 n2 q1 q2
                                             i.bits_per_token x0 x1 theta
                                             k.chain_first t0)
                                       | _ :: _ -> false))
                                 | _ :: _ -> false))
                           | _ :: _ -> false)))
                  | Tuples _ -> false)
               | _ :: _ -> false)))
      | _ :: _ -> false))

type three_steps = { t_constants : bool; t_p1 : n; t_r : n; t_a : n; t_b : 
                     n; t_p2 : n; t_h : n }

(** val below_by : n -> n -> n -> n -> bool **)

let below_by s e q0 k =
  N.ltb (N.mul e s) (N.mul (N.log2 (N.pow q0 s)) k)

(** val power_of_two_below : n -> n -> n -> bool **)

let power_of_two_below e q0 k =
  if below_by (Npos XH) e q0 k
  then true
  else below_by (Npos (XO (XO (XO (XO (XO (XO (XO (XO (XO (XO XH))))))))))) e
         q0 k

(** val choice0 : n -> n -> n **)

let choice0 n1 k =
  choose (N.to_nat n1) (N.to_nat k)

(** val tables_exist : n -> n -> n -> three_steps -> bool **)

let tables_exist m0 q1 c b =
  let c0 = N.pow (Npos (XO XH)) c in
  let p1 = b.t_p1 in
  let r = b.t_r in
  if b.t_constants
  then (&&) (N.leb p1 q1)
         (N.leb (N.add (N.mul c0 (N.sub r (Npos XH))) (Npos XH)) p1)
  else N.ltb
         (N.mul (N.pow (choice0 q1 (N.sub r (Npos XH))) (N.mul m0 c0))
           (N.pow (N.mul c0 (N.pow (N.sub r (Npos XH)) m0)) p1))
         (N.pow q1 (N.mul m0 p1))

(** val row_exists : n -> n -> n -> three_steps -> bool **)

let row_exists m0 n1 c b =
  let p1 = b.t_p1 in
  let a = b.t_a in
  let b0 = b.t_b in
  N.leb
    (N.mul (N.pow a n1)
      (N.pow (Npos (XO XH)) (N.mul c (N.add (N.mul m0 p1) m0)))) (N.pow b0 n1)

(** val rows_exist : n -> n -> n -> three_steps -> bool **)

let rows_exist q1 q2 c b =
  let c0 = N.pow (Npos (XO XH)) c in
  let r = b.t_r in
  let a = b.t_a in
  let b0 = b.t_b in
  let p2 = b.t_p2 in
  let h = b.t_h in
  let u = N.mul (N.mul (N.mul c0 c0) (N.pow (N.sub h (Npos XH)) r)) b0 in
  let v = N.mul a (N.pow q2 r) in
  let g = N.gcd u v in
  N.ltb
    (N.mul
      (N.mul (choice0 q1 r)
        (N.pow (choice0 q2 (N.sub h (Npos XH))) (N.mul r (N.mul c0 c0))))
      (N.pow (N.div u g) p2)) (N.pow (N.div v g) p2)

(** val rows_too_many : n -> n -> n -> n -> n -> n -> three_steps -> bool **)

let rows_too_many m0 n1 n2 q1 q3 c b =
  let c0 = N.pow (Npos (XO XH)) c in
  let p1 = b.t_p1 in
  let p2 = b.t_p2 in
  let h = b.t_h in
  power_of_two_below
    (N.mul c
      (N.add
        (N.add
          (N.add (N.mul (N.mul (N.mul (Npos (XO XH)) n1) q1) p2)
            (N.mul (N.mul (Npos (XO XH)) m0) p1))
          (N.mul m0 (N.add (Npos XH) (N.min p1 c0))))
        (N.mul (Npos (XI XH)) n2))) q3 (N.mul h n2)

(** val sizes_fit : n -> n -> n -> n -> three_steps -> bool **)

let sizes_fit m0 n1 q1 q2 b =
  let r = b.t_r in
  let h = b.t_h in
  (&&)
    ((&&)
      ((&&) ((&&) ((&&) (N.ltb N0 m0) (N.ltb N0 n1)) (N.leb (Npos XH) r))
        (N.leb r q1)) (N.leb (Npos XH) h)) (N.leb h q2)

(** val check_three_steps :
    n -> n -> n -> n -> n -> n -> n -> three_steps -> bool **)

let check_three_steps m0 n1 n2 q1 q2 q3 c b =
  (&&)
    ((&&)
      ((&&)
        ((&&) (sizes_fit m0 n1 q1 q2 b) (rows_too_many m0 n1 n2 q1 q3 c b))
        (tables_exist m0 q1 c b)) (row_exists m0 n1 c b))
    (rows_exist q1 q2 c b)

(** val verify_three_steps : instance -> three_steps -> bool **)

let verify_three_steps i b =
  let { m = m0; n0 = n1; q = q0 } = i.the_task in
  (match n1 with
   | [] -> false
   | n2 :: l ->
     (match l with
      | [] -> false
      | n3 :: l0 ->
        (match l0 with
         | [] ->
           (match q0 with
            | [] -> false
            | q1 :: l1 ->
              (match l1 with
               | [] -> false
               | q2 :: l2 ->
                 (match l2 with
                  | [] -> false
                  | q3 :: l3 ->
                    (match l3 with
                     | [] ->
                       (match i.restricted with
                        | Lists ls ->
                          (&&)
                            ((&&)
                              ((&&) (Nat.leb i.epochs (S (S (S O))))
                                (match i.overrides with
                                 | [] -> true
                                 | _ :: _ -> false))
                              (forallb (fun o ->
                                match o with
                                | Some _ -> false
                                | None -> true) ls))
                            (check_three_steps m0 n2 n3 q1 q2 q3
                              i.bits_per_token b)
                        | Tuples _ -> false)
                     | _ :: _ -> false))))
         | _ :: _ -> false)))
