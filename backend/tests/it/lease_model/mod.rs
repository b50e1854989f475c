//! The lease protocol against a model of it: whatever two workers, an older start of one of them, the clock and staff do
//! in whatever order (pages handed over, pauses, cancelled jobs and rehearsals among it), the real router and the real database answer as the model says, and the promises hold after every
//! step.

mod model;
mod real;
mod rules;

use model::{Model, Step};
use proptest::prelude::*;
use proptest_state_machine::{StateMachineTest, prop_state_machine};
use real::Real;
use std::sync::Arc;

struct Protocol;

impl StateMachineTest for Protocol {
    type SystemUnderTest = Real;
    type Reference = Model;

    fn init_test(model: &Model) -> Real {
        Real::new(model.dry)
    }

    fn apply(mut real: Real, model: &Model, step: Step) -> Real {
        let runtime = Arc::clone(&real.runtime);
        let accepted = runtime.block_on(real.step(&step));
        assert_eq!(accepted, model.accepted, "{step:?}");
        real
    }

    fn check_invariants(real: &Real, model: &Model) {
        real.runtime.block_on(real.check(model));
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_in_whatever_order_the_database_stands_as_the_model_says(sequential 1..40 => Protocol);
}
